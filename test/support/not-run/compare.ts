import { notRunFile, type NotRun } from "./list";

/** The facts that `differences` compares: the committed list and the result of a Jest run. */
export interface Run {
  /** The committed list, `notRunFile`. */
  readonly listed: readonly NotRun[];
  /** Tests that did not run because a program is not available. */
  readonly notRun: readonly NotRun[];
  /** Full names of all tests of this run, by file. Tests that did not run are included. */
  readonly tests: ReadonlyMap<string, readonly string[]>;
  readonly exists: (file: string) => boolean;
}

const sorted = (programs: readonly string[]): string => [...programs].sort().join(", ");
const same =
  (one: NotRun) =>
  (other: NotRun): boolean =>
    one.file === other.file && one.test === other.test;

/**
 * Returns the differences between a run and the committed list, one sentence each. A test that did not run is a difference if the test is
 * not listed, or if the missing programs differ from the listed ones. A test that is listed twice, or that is listed but does not exist, is
 * also a difference. A listed test that ran is none, because its programs may be available on this machine. Of files that are not part of
 * the run, the function checks only that they exist.
 */
export function differences({ listed, notRun, tests, exists }: Run): string[] {
  const grown = notRun.flatMap((test) => {
    const entry = listed.find(same(test));
    if (entry === undefined)
      return [
        `"${test.test}" (${test.file}) did not run because ${sorted(test.programs)} cannot be obtained, and ${notRunFile} does not list it.`,
      ];
    const [here, there] = [sorted(test.programs), sorted(entry.programs)];
    return here === there ? [] : [`"${test.test}" did not run because ${here} cannot be obtained; ${notRunFile} says ${there}.`];
  });
  const twice = listed.filter((entry, index) => listed.findIndex(same(entry)) !== index);
  const gone = listed.filter(({ file, test }) => !exists(file) || tests.get(file)?.includes(test) === false);
  return [
    ...grown,
    ...twice.map(({ test, file }) => `${notRunFile} lists "${test}" (${file}) twice.`),
    ...gone.map(({ test, file }) => `${notRunFile} lists "${test}", and ${file} has no such test. Remove it from the list.`),
  ];
}

/** Formats the names of tests that did not run, grouped by the reason. Empty if there are none. */
export function notRunText(notRun: readonly NotRun[]): string {
  const reasons = [...new Set(notRun.map(({ reason }) => reason))];
  return reasons
    .flatMap((reason) => [`  ${reason}`, ...notRun.filter((one) => one.reason === reason).map(({ test }) => `    ${test}`)])
    .join("\n");
}

/**
 * Formats the tests that did not run, with a heading. If all tests ran, formats the listed tests, which may not run on other machines.
 * Empty if no tests are listed either.
 */
export function notRunReport(listed: readonly NotRun[], notRun: readonly NotRun[]): string {
  if (notRun.length > 0) {
    const tests = notRun.length === 1 ? "1 test" : `${notRun.length} tests`;
    return `${tests} did not run here (${notRunFile}):\n${notRunText(notRun)}`;
  }
  if (listed.length === 0) return "";
  const tests = listed.length === 1 ? "1 test of `npm run test:engine` is" : `${listed.length} tests of \`npm run test:engine\` are`;
  return `${tests} listed as not run where a program cannot be obtained (${notRunFile}):\n${notRunText(listed)}`;
}
