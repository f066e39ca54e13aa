import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { importsOf } from "../support/sources";

/** What a user's change touches, as tests name it when they read it without importing it. */
const readByPath = /\brendered\/|README\.md|OPERATIONS\.md|\bprojectFiles\(|"npm", \["run"/;

/** The files of `test/` that a suite is made of: itself and what it imports there. */
function partsOf(root: string, suite: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(suite)) return seen;
  seen.add(suite);
  for (const target of importsOf(suite).filter((name) => name.startsWith("test/"))) {
    const file = [`${target}.ts`, `${target}/index.ts`, target].find((name) => name.endsWith(".ts") && existsSync(path.join(root, name)));
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
 * The unit tests that depend on these changed files: Jest says which import one, directly or by way of others; to these come the
 * suites whose own files under `test/` name a rendered file or a document, list the files of the project, or run its commands.
 */
export function suitesAbout(root: string, changed: readonly string[]): string[] {
  const sources = changed.filter((file) => file.endsWith(".ts") && existsSync(path.join(root, file)));
  const importing = sources.length === 0 ? [] : jestLists(root, "--findRelatedTests", ...sources.map((file) => path.join(root, file)));
  const reading = jestLists(root).filter((suite) =>
    [...partsOf(root, suite)].some((part) => readByPath.test(readFileSync(path.join(root, part), "utf8"))),
  );
  return [...new Set([...importing, ...reading])].sort();
}
