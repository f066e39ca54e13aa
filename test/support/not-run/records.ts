import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Missing } from "./images";
import type { NotRun } from "./list";

/**
 * Name of the environment variable with the path of the record file. The file lists groups of tests that do not run, one JSON object per
 * line.
 */
export const recordsVariable = "MONITORING_NOT_RUN";

/** A group of tests that does not run. */
export interface GroupNotRun extends Missing {
  /** Absolute path of the test file. */
  readonly file: string;
  /** Title of the outermost group. */
  readonly title: string;
}

/** The tests of one file, as Jest's report contains them. */
export interface TestFile {
  /** Absolute path of the file. */
  readonly name: string;
  readonly assertionResults: readonly {
    readonly ancestorTitles: readonly string[];
    readonly fullName: string;
    readonly status: string;
  }[];
}

/** Parses the record file. Returns an empty list if the file does not exist, because no group was skipped. */
export function recorded(file: string): GroupNotRun[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as GroupNotRun);
}

/** Returns the tests of recorded groups that Jest did not run. Paths are relative to `root`. */
export const testsOf = (root: string, groups: readonly GroupNotRun[], files: readonly TestFile[]): NotRun[] =>
  groups.flatMap(({ file, title, programs, reason }) =>
    files
      .filter(({ name }) => name === file)
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ ancestorTitles, status }) => ancestorTitles[0] === title && status === "pending")
      .map(({ fullName }) => ({ file: path.relative(root, file), test: fullName, programs: [...programs], reason })),
  );

/** Returns the full names of all tests by file. Paths are relative to `root`. */
export const testsByFile = (root: string, files: readonly TestFile[]): Map<string, string[]> =>
  new Map(files.map(({ name, assertionResults }) => [path.relative(root, name), assertionResults.map(({ fullName }) => fullName)]));
