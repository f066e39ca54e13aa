import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../command";
import { copyProject } from "../kubernetes/project";

/** A copy of the repository. A test adds an example to it, as a user does. */
export interface MadeUp {
  readonly root: string;
  /** Writes a file as a user does. */
  readonly write: (file: string, content: string) => void;
  /** Inserts a line after the first line that begins with a text. Throws if no line begins with the text. */
  readonly addLine: (file: string, below: string, line: string) => void;
  /** Renders the copy. If rendering fails, throws an error with the full output. */
  readonly render: () => Promise<void>;
  /** Type-checks `index.ts`, the given files and all their imports. On an error, throws with the compiler's output. */
  readonly typeCheck: (...files: readonly string[]) => Promise<void>;
  /** Runs a script in the copy and returns its output, parsed as JSON. */
  readonly look: (script: string) => Promise<unknown>;
  readonly read: (file: string) => string;
  /** The hand-written files that were added or changed, sorted. */
  readonly touched: () => string[];
  readonly remove: () => void;
}

/** Creates an unchanged copy of the repository. */
export function madeUpCopy(): MadeUp {
  const { root, remove, render } = copyProject();
  const touched = new Set<string>();
  const at = (file: string): string => path.join(root, file);
  const put = (file: string, content: string): void => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), content);
  };
  const ended = async (command: string, args: readonly string[]): Promise<void> => {
    const { code, output } = await run(command, args, { cwd: root });
    if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code ?? "a signal"}:\n${output}`);
  };
  return {
    root,
    write: (file, content) => {
      touched.add(file);
      put(file, content);
    },
    addLine: (file, below, line) => {
      const lines = readFileSync(at(file), "utf8").split("\n");
      const index = lines.findIndex((text) => text.startsWith(below));
      if (index === -1) throw new Error(`No line of ${file} begins with ${JSON.stringify(below)}.`);
      touched.add(file);
      put(file, lines.toSpliced(index + 1, 0, line).join("\n"));
    },
    render: async () => {
      const { code, output } = await render();
      if (code !== 0) throw new Error(`npm run render ended with ${code ?? "a signal"}:\n${output}`);
    },
    typeCheck: async (...files) => {
      put("tsconfig.made-up.json", JSON.stringify({ extends: "./tsconfig.json", include: [], files: ["index.ts", ...files] }));
      await ended("npx", ["tsc", "--noEmit", "-p", "tsconfig.made-up.json"]);
    },
    look: (script) => {
      const printed = execFileSync("npx", ["tsx", script], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
      return Promise.resolve(JSON.parse(printed) as unknown);
    },
    read: (file) => readFileSync(at(file), "utf8"),
    touched: () => [...touched].sort(),
    remove,
  };
}
