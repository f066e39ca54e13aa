import type { Cache } from "./cache";
import { keyFrom } from "./cache";
import type { Mutant } from "./mutants";
import { unchanged, type Run } from "./promtool";
import { testBatchesOf, type TestBatch } from "./test-batches";
import type { Suite } from "./suites";
import { fileOf, type Variant } from "./variants";

export interface Verdict {
  readonly mutant: Mutant;
  /** Alert with a proof that failed on the mutant. Undefined if the mutant survived. */
  readonly caughtBy: string | undefined;
  /** Whether the whole verdict came from the cache. */
  readonly cached: boolean;
  /** Alert that caught the mutant, or, for a survivor, the first alert that could have caught it. */
  readonly alert: string;
}

/**
 * Index of the variant with the rule before the change. There is such a variant only if this rule differs from the rule of the proofs. A
 * test that fails on this variant says nothing about a mutant. A proof can fail because its scenario's instrumentation profile does not
 * have the rendered form of the rule. A robust proof can fail because it is a listed exception.
 */
const form = 0;

/** Finds out which mutants the proofs catch. */
export class Judge {
  constructor(
    private readonly run: Run,
    private readonly cache: Cache,
    private readonly suitesOf: (mutant: Mutant) => readonly Suite[],
  ) {}

  /** Returns the verdicts on mutants of one rule. Mutants without a verdict share the runs of promtool. */
  async judge(mutants: readonly Mutant[]): Promise<Verdict[]> {
    const [first] = mutants;
    if (first === undefined) return [];
    const suites = this.suitesOf(first);
    const trials = mutants.map((mutant) => new Trial(mutant, suites, this.cache));
    for (const testBatch of testBatchesOf(suites)) {
      const open = trials.filter((trial) => trial.lacks(testBatch));
      const tests = testBatch.tests.filter((test) => open.some((trial) => trial.lacks({ ...testBatch, tests: [test] })));
      if (open.length > 0) await this.runBatch({ ...testBatch, tests }, open, first.before);
    }
    return trials.map((trial) => trial.verdict());
  }

  private async runBatch({ suite, tests }: TestBatch, trials: readonly Trial[], before: Mutant["before"]): Promise<void> {
    const variants = new Map<number, Variant>(trials.map(({ mutant: { key, rule } }, index) => [form + 1 + index, { key, rule }]));
    if (before !== undefined) variants.set(form, { key: trials[0]?.mutant.key ?? "", rule: before });
    const broken = new Map<number, Set<number>>(tests.map((test) => [test, new Set()]));
    for (let waiting = tests; waiting.length > 0;) {
      const outcomes = await this.run(
        fileOf(
          suite,
          waiting.flatMap((test) => suite.tests[test] ?? []),
          variants,
        ),
      );
      const again: number[] = [];
      waiting.forEach((test, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined) throw new Error(`promtool has no result of test ${test} of ${suite.alert}`);
        outcome.broken.forEach((number) => broken.get(test)?.add(number));
        const lost = broken.get(test) ?? new Set();
        const saysNothing = [outcome.failing, outcome.broken].some((numbers) => numbers.has(unchanged) || numbers.has(form));
        if (suite.kind === "proofs" && (outcome.failing.has(unchanged) || outcome.broken.has(unchanged)))
          throw new Error(withoutMutant(suite));
        if (outcome.broken.size > 0 && !saysNothing) again.push(test);
        else
          trials.forEach((trial, at) => {
            const number = form + 1 + at;
            const failed = outcome.failing.has(number) || lost.has(number);
            if (saysNothing || failed || variants.has(number)) trial.take(suite, test, failed && !saysNothing);
          });
      });
      outcomes.forEach((outcome) => outcome.broken.forEach((number) => number !== form && variants.delete(number)));
      waiting = again;
    }
  }
}

const withoutMutant = ({ alert }: Suite): string => `A proof of ${alert} fails without any mutant; \`npm run test:proofs\` says which.`;

/** A mutant and the results of tests on it. */
class Trial {
  private caughtBy: string | undefined;
  private readonly passed = new Map<Suite, Set<number>>();
  private ran = false;

  constructor(
    readonly mutant: Mutant,
    private readonly suites: readonly Suite[],
    private readonly cache: Cache,
  ) {
    for (const suite of suites) suite.tests.forEach((_, test) => this.recall(suite, test));
  }

  private key({ digests }: Suite, test: number): string {
    const { key, rule, before } = this.mutant;
    return keyFrom("test", digests[test], key, rule ?? null, before?.expr ?? null);
  }

  /** Records the cached result of a test, if there is one. */
  private recall(suite: Suite, test: number): void {
    if (this.caughtBy !== undefined) return;
    const known = this.cache.get(this.key(suite, test));
    if (known !== undefined) this.note(suite, test, known.length > 0);
  }

  /** Whether the verdict is still open and the mutant has not yet passed all tests of the batch. */
  lacks({ suite, tests }: TestBatch): boolean {
    return this.caughtBy === undefined && tests.some((test) => this.passed.get(suite)?.has(test) !== true);
  }

  /** Records the result of a test that has run. */
  take(suite: Suite, test: number, failed: boolean): void {
    this.ran = true;
    this.cache.set(this.key(suite, test), failed ? [test] : []);
    if (this.caughtBy === undefined) this.note(suite, test, failed);
  }

  private note(suite: Suite, test: number, failed: boolean): void {
    if (failed) this.caughtBy = suite.alert;
    else this.passed.set(suite, (this.passed.get(suite) ?? new Set()).add(test));
  }

  verdict(): Verdict {
    return { mutant: this.mutant, caughtBy: this.caughtBy, cached: !this.ran, alert: this.caughtBy ?? this.suites[0]?.alert ?? "" };
  }
}
