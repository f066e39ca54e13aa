import { notRunFile, type NotRun } from "./list";

/** The result of a Jest run, as far as it concerns tests that did not run. */
export interface Run {
  /** The committed list. */
  readonly listed: readonly NotRun[];
  /** Tests that did not run, because a program is not available. */
  readonly notRun: readonly NotRun[];
  /** Full names of all tests, run or not, by the files of this run. */
  readonly tests: ReadonlyMap<string, readonly string[]>;
  /** Whether the repository has a file. */
  readonly exists: (file: string) => boolean;
}

const sorted = (programs: readonly string[]): string => [...programs].sort().join(", ");
const same =
  (one: NotRun) =>
  (other: NotRun): boolean =>
    one.file === other.file && one.test === other.test;

/**
 * Differences between a run and the committed list, one sentence each: a test that did not run and is not listed, one that needs other
 * programs than those listed, one listed twice, and one that is listed and no longer exists. A listed test that did run is no difference,
 * because it runs where its programs are available. Files that are not part of the run are only checked for existence.
 */
export function differences({ listed, notRun, tests, exists }: Run): string[] {
  const grown = notRun.flatMap((test) => {
    const entry = listed.find(same(test));
    if (entry === undefined)
      return [
        `"${test.test}" (${test.file}) did not run because ${sorted(test.programs)} cannot be had, and ${notRunFile} does not list it.`,
      ];
    const [here, there] = [sorted(test.programs), sorted(entry.programs)];
    return here === there ? [] : [`"${test.test}" did not run because ${here} cannot be had; ${notRunFile} says ${there}.`];
  });
  const twice = listed.filter((entry, index) => listed.findIndex(same(entry)) !== index);
  const gone = listed.filter(({ file, test }) => !exists(file) || tests.get(file)?.includes(test) === false);
  return [
    ...grown,
    ...twice.map(({ test, file }) => `${notRunFile} lists "${test}" (${file}) twice.`),
    ...gone.map(({ test, file }) => `${notRunFile} lists "${test}", and ${file} has no such test. Remove it from the list.`),
  ];
}

/** Names of tests that did not run, grouped by the programs they need. Empty when all ran. */
export function notRunText(notRun: readonly NotRun[]): string {
  const reasons = [...new Set(notRun.map(({ reason }) => reason))];
  return reasons
    .flatMap((reason) => [`  ${reason}`, ...notRun.filter((one) => one.reason === reason).map(({ test }) => `    ${test}`)])
    .join("\n");
}

/** The summary of a run: its tests that did not run, otherwise those listed for other runs. Empty when there is nothing to say. */
export function notRunReport(listed: readonly NotRun[], notRun: readonly NotRun[]): string {
  if (notRun.length > 0) {
    const tests = notRun.length === 1 ? "1 test" : `${notRun.length} tests`;
    return `${tests} did not run here (${notRunFile}):\n${notRunText(notRun)}`;
  }
  if (listed.length === 0) return "";
  const tests = listed.length === 1 ? "1 test of `npm run test:engine` is" : `${listed.length} tests of \`npm run test:engine\` are`;
  return `${tests} listed as not run where a program cannot be had (${notRunFile}):\n${notRunText(listed)}`;
}
