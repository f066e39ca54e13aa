import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { importsOf, moduleFile } from "../support/sources";

/** Matches URLs. A file is searched without its URLs, because a URL can contain the name of a document that the file does not read. */
const addresses = /https?:\/\/[^\s"'`]*/g;

/** Matches names of files that users change, and code that lists files or runs npm commands. */
const readByPath = /\brendered\/|README\.md|OPERATIONS\.md|\bprojectFiles\(|"npm", \["run"/;

const readsFiles = /\b(readFileSync|readdirSync|existsSync|projectFiles|execFileSync|execFile|spawnSync|spawn)\(|"npm", \["run"/;

function readsWhatUsersChange(file: string): boolean {
  const text = readFileSync(file, "utf8").replaceAll(addresses, "");
  return readByPath.test(text) && readsFiles.test(text);
}

/** The suite's file and the files under `test/` that it imports, directly or indirectly. */
function partsOf(root: string, suite: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(suite)) return seen;
  seen.add(suite);
  for (const target of importsOf(suite).filter((name) => name.startsWith("test/"))) {
    const file = moduleFile(target, root);
    if (file !== undefined) partsOf(root, file, seen);
  }
  return seen;
}

function jestLists(root: string, ...more: readonly string[]): string[] {
  const args = [require.resolve("jest/bin/jest"), "-c", ".config/jest.config.cjs", "--selectProjects", "unit", "--listTests", ...more];
  const listed = execFileSync(process.execPath, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return listed
    .split("\n")
    .filter((line) => line.endsWith(".test.ts"))
    .map((line) => path.relative(root, line.trim()));
}

/**
 * The unit test suites that the changed files may affect. These suites import a changed file, directly or indirectly, or may read files
 * that users change.
 */
export function suitesAbout(root: string, changed: readonly string[]): string[] {
  const sources = changed.filter((file) => file.endsWith(".ts") && existsSync(path.join(root, file)));
  const importing = sources.length === 0 ? [] : jestLists(root, "--findRelatedTests", ...sources.map((file) => path.join(root, file)));
  const reading = jestLists(root).filter((suite) => [...partsOf(root, suite)].some((part) => readsWhatUsersChange(path.join(root, part))));
  return [...new Set([...importing, ...reading])].sort();
}
