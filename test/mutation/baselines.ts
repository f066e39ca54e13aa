import type { Cache } from "./cache";
import { keyFrom } from "./cache";
import type { Mutant } from "./mutants";
import type { Run } from "./promtool";
import { fileOf, type Shot } from "./shots";
import type { Suite } from "./suites";

/**
 * Results of tests on the unchanged rules. A test that fails on the unchanged rules says nothing about a mutant. A proof fails only if the rule
 * is rendered in a form that a scenario's instrumentation profile does not have; a robust proof fails if it is listed as known or as an
 * exception. A test runs on the unchanged rules when the first mutant needs its result.
 */
export class Baselines {
  private readonly results = new Map<string, Promise<boolean>>();

  constructor(
    private readonly run: Run,
    private readonly cache: Cache,
  ) {}

  /** Returns the tests of a shot that pass on the rules before the mutant's change. */
  async passing({ suite, tests }: Shot, { before, key }: Mutant): Promise<number[]> {
    const keyOf = (test: number): string => keyFrom("baseline", suite.digest, before?.expr, test);
    const missing = tests.filter((test) => !this.results.has(keyOf(test)) && this.cache.get(keyOf(test)) === undefined);
    if (missing.length > 0) {
      const found = this.run([fileOf({ suite, tests: missing }, before === undefined ? undefined : { key, rule: before })]);
      missing.forEach((test, index) => {
        this.results.set(
          keyOf(test),
          found.then(([failing = []]) => {
            this.cache.set(keyOf(test), failing.includes(index) ? [test] : []);
            return !failing.includes(index);
          }),
        );
      });
    }
    const passes = await Promise.all(
      tests.map(async (test) => (await this.results.get(keyOf(test))) ?? this.cache.get(keyOf(test))?.length === 0),
    );
    if (suite.kind === "proofs" && before === undefined && passes.includes(false)) throw new Error(withoutMutant(suite));
    return tests.filter((_, index) => passes[index] === true);
  }
}

const withoutMutant = ({ alert }: Suite): string => `A proof of ${alert} fails without any mutant; \`npm run test:proofs\` says which.`;
