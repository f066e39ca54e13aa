import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseDocument } from "yaml";
import { imagesFor } from "../../../stacks/deploy/docker/images";
import { projectFiles, repo } from "../../support/sources";
import { run, type Ended } from "../command";

/** A copy of the project whose catalogue and configuration a test may change. It shares the project's packages. */
export interface Project {
  readonly root: string;
  /** Changes a file. Throws when it does not contain the text to replace. */
  readonly edit: (file: string, from: string, to: string) => void;
  /** Sets values of a stack's configuration, by path; undefined removes a value. */
  readonly configure: (stack: string, values: Readonly<Record<string, unknown>>) => void;
  /** A value of a stack's configuration, by its first key; undefined if it is not set. */
  readonly setting: (stack: string, key: string) => unknown;
  readonly render: () => Promise<Ended>;
  readonly remove: () => void;
}

/** A copy of the project as it is now. */
export function copyProject(): Project {
  const root = mkdtempSync(path.join(tmpdir(), "monitoring-project-"));
  for (const file of projectFiles()) {
    const target = path.join(root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (statSync(path.join(repo, file), { throwIfNoEntry: false })?.isFile()) copyFileSync(path.join(repo, file), target);
  }
  return projectAt(root);
}

/** The project as of a commit of this repository. Throws when the history does not contain the commit. */
export function projectOf(commit: string): Project {
  const root = mkdtempSync(path.join(tmpdir(), "monitoring-project-"));
  const archive = execFileSync("git", ["archive", "--format=tar", commit], { cwd: repo, maxBuffer: 2 ** 28 });
  execFileSync("tar", ["-x", "-C", root], { input: archive });
  return projectAt(root);
}

function projectAt(root: string): Project {
  // One link per package, so that the copy has a separate cache.
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

/** References for every image. Nothing pulls them, because the nodes of the test cluster are simulated. */
export const playedImages = (demo: boolean): Record<string, string> =>
  Object.fromEntries(
    imagesFor({ demo }).map((name) => [name, `registry.example.com/${name}@sha256:${createHash("sha256").update(name).digest("hex")}`]),
  );
