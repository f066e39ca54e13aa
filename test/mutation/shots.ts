import type { Suite } from "./suites";

/** A shot: some tests of a suite that run together on changed rules. `tests` contains their numbers. */
export interface Shot {
  readonly suite: Suite;
  readonly tests: readonly number[];
}

function ofSuite(suite: Suite): Shot[] {
  const all = suite.tests.map((_, index) => index);
  const shots: Shot[] = [];
  for (let at = 0, size = 1; at < all.length; at += size, size *= 2) shots.push({ suite, tests: all.slice(at, at + size) });
  return shots;
}

/**
 * Splits the tests of suites into shots of 1, 2, 4 and more tests. The small shots of every suite come first, because the first tests catch
 * most mutants. Survivors then run the remaining tests in few files.
 */
export function shotsOf(suites: readonly Suite[]): Shot[] {
  const order = suites.map(ofSuite);
  const longest = Math.max(0, ...order.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => order.flatMap((shots) => shots[index] ?? [])).flat();
}
