import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import type { ImageName } from "../../../stacks/supply/image-table";
import type { Missing } from "./images";
import { recordsVariable, type GroupNotRun } from "./records";

const repo = path.resolve(__dirname, "../../..");

/** Obtains images in another process and waits for the process, because Jest collects tests synchronously. */
function tryImages(names: readonly ImageName[]): Missing | undefined {
  const script = path.join(repo, "test/support/not-run/images-main.ts");
  const said = execFileSync(path.join(repo, "node_modules/.bin/tsx"), [script, ...names], {
    cwd: repo,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return (JSON.parse(said) as Missing | null) ?? undefined;
}

/** Declares a group of tests. If programs are missing, Jest skips the tests, and the run reports the tests with the reason. */
export function describeUnless(missing: Missing | undefined, title: string, body: () => void): void {
  if (missing === undefined) {
    describe(title, body);
    return;
  }
  const records = process.env[recordsVariable];
  const file = expect.getState().testPath ?? "";
  if (records === undefined) console.warn(`Not run: ${title}. ${missing.reason}`);
  else appendFileSync(records, `${JSON.stringify({ file, title, ...missing } satisfies GroupNotRun)}\n`);
  describe.skip(title, body);
}

/**
 * Declares a group of tests that needs images, and obtains the images. If one is not available, the tests do not run (`test/not-run.json`).
 */
export const describeWithImages = (names: readonly ImageName[], title: string, body: () => void): void =>
  describeUnless(tryImages(names), title, body);
