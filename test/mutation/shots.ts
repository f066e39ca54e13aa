import type { TestFile } from "./promtool";
import { rulesWith, type Replacement, type Suite } from "./suites";

/** Numbers of some tests of a suite that are run over changed rules at once. */
export interface Shot {
  readonly suite: Suite;
  readonly tests: readonly number[];
  /** These are the suite's last ones. */
  readonly last: boolean;
}

/** The file with which promtool runs some tests of a suite. */
export const fileOf = ({ suite, tests }: Pick<Shot, "suite" | "tests">, by: Replacement | undefined): TestFile => ({
  rules: rulesWith(suite, by),
  tests: tests.map((number) => suite.tests[number] ?? {}),
});

function ofSuite(suite: Suite): Shot[] {
  const all = suite.tests.map((_, index) => index);
  const shots: Shot[] = [];
  for (let at = 0, size = 1; at < all.length; at += size, size *= 2) {
    shots.push({ suite, tests: all.slice(at, at + size), last: at + size >= all.length });
  }
  return shots;
}

/**
 * The tests of suites in shots of 1, 2, 4 and so on, the small shots of every suite first: most mutants are caught by the first, and what
 * survives is run in few files.
 */
export function shotsOf(suites: readonly Suite[]): Shot[] {
  const order = suites.map(ofSuite);
  const longest = Math.max(0, ...order.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => order.flatMap((shots) => shots[index] ?? [])).flat();
}
