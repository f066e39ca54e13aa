import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { imagesFor } from "../../../stacks/deploy/docker/images";
import { projectFiles, repo } from "../../support/sources";
import { run, type Ended } from "../command";

/** A copy of the project with the same installed packages. A test may change the catalogue and the configuration of the copy. */
export interface Project {
  readonly root: string;
  /** Replaces the first occurrence of a text in a file. Throws if the file does not contain the text. */
  readonly edit: (file: string, from: string, to: string) => void;
  /** Sets values in a stack's configuration, by path without `monitoring:`. `undefined` removes a value. */
  readonly configure: (stack: string, values: Readonly<Record<string, unknown>>) => void;
  /** A top-level value in a stack's configuration, by its key without `monitoring:`. `undefined` if the value is not set. */
  readonly setting: (stack: string, key: string) => unknown;
  readonly render: () => Promise<Ended>;
  readonly remove: () => void;
}

/** Copies the project as it is in the working tree. */
export function copyProject(): Project {
  const root = mkdtempSync(path.join(tmpdir(), "monitoring-project-"));
  for (const file of projectFiles()) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (statSync(path.join(repo, file), { throwIfNoEntry: false })?.isFile()) copyFileSync(path.join(repo, file), target);
  }
  return projectAt(root);
}

/** Copies the project as it was at a commit. Throws if the history does not contain the commit. */
export function projectOf(commit: string): Project {
  const root = mkdtempSync(path.join(tmpdir(), "monitoring-project-"));
  const archive = execFileSync("git", ["archive", "--format=tar", commit], { cwd: repo, maxBuffer: 2 ** 28 });
  execFileSync("tar", ["-x", "-C", root], { input: archive });
  return projectAt(root);
}

function projectAt(root: string): Project {
  // The copy links each package and not all of node_modules, so that it has a separate node_modules/.cache.
  mkdirSync(path.join(root, "node_modules"));
  for (const name of readdirSync(path.join(repo, "node_modules")).filter((entry) => entry !== ".cache"))
    symlinkSync(path.join(repo, "node_modules", name), path.join(root, "node_modules", name));
  return {
    root,
    edit: (file, from, to) => {
      const before = readFileSync(path.join(root, file), "utf8");
      if (!before.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}.`);
      writeFileSync(path.join(root, file), before.replace(from, to));
    },
    configure: (stack, values) => {
      const file = path.join(root, `Pulumi.${stack}.yaml`);
      const document = parseDocument(readFileSync(file, "utf8"));
      for (const [key, value] of Object.entries(values)) {
        const [first = "", ...rest] = key.split(".");
        const at = ["config", `monitoring:${first}`, ...rest];
        if (value === undefined) document.deleteIn(at);
        else document.setIn(at, document.createNode(value));
      }
      writeFileSync(file, document.toString());
    },
    setting: (stack, key) => {
      const text = readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
      return parseDocument(text).getIn(["config", `monitoring:${key}`]);
    },
    render: () => run("npx", ["tsx", "stacks/artefacts/render.ts"], { cwd: root }),
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** Made-up references for all images of a stack, with or without the demo. The test cluster's simulated nodes pull no images. */
export const playedImages = (demo: boolean): Record<string, string> =>
  Object.fromEntries(
    imagesFor({ demo }).map((name) => [name, `registry.example.com/${name}@sha256:${createHash("sha256").update(name).digest("hex")}`]),
  );
