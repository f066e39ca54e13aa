import type { Suite } from "./suites";

/** A batch of tests of one suite that promtool runs together on mutants. `tests` contains their indexes in `suite.tests`. */
export interface TestBatch {
  readonly suite: Suite;
  readonly tests: readonly number[];
}

function ofSuite(suite: Suite): TestBatch[] {
  const all = suite.tests.map((_, index) => index);
  const batches: TestBatch[] = [];
  for (let at = 0, size = 1; at < all.length; at += size, size *= 2) batches.push({ suite, tests: all.slice(at, at + size) });
  return batches;
}

/**
 * Splits the tests of suites into batches of 1, 2, 4 and more tests. The small batches of every suite come first, because the first tests
 * catch most mutants. The remaining tests then run in a few large batches on the mutants that survived.
 */
export function testBatchesOf(suites: readonly Suite[]): TestBatch[] {
  const order = suites.map(ofSuite);
  const longest = Math.max(0, ...order.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => order.flatMap((batches) => batches[index] ?? [])).flat();
}
