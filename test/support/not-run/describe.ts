import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import type { ImageName } from "../../../stacks/supply/image-table";
import type { Missing } from "./images";
import { recordsVariable, type GroupNotRun } from "./records";

const repo = path.resolve(__dirname, "../../..");

/** Jest collects tests synchronously, so another process does the waiting. */
function tryImages(names: readonly ImageName[]): Missing | undefined {
  const script = path.join(repo, "test/support/not-run/images-main.ts");
  const said = execFileSync(path.join(repo, "node_modules/.bin/tsx"), [script, ...names], {
    cwd: repo,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return (JSON.parse(said) as Missing | null) ?? undefined;
}

/** A group of tests that runs unless programs are missing. In that case Jest counts its tests as skipped, and the run names them and the reason. */
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

/** A group of tests whose images are obtained first. Where that is not possible, the tests do not run (`test/not-run.json`). */
export const describeWithImages = (names: readonly ImageName[], title: string, body: () => void): void =>
  describeUnless(tryImages(names), title, body);
