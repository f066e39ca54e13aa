import { Baselines } from "./baselines";
import type { Cache } from "./cache";
import { keyFrom } from "./cache";
import type { Mutant } from "./mutants";
import type { Run } from "./promtool";
import { fileOf, shotsOf, type Shot } from "./shots";
import type { Suite } from "./suites";

/** The verdict on a mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  /** Alert with a proof that failed on the mutant. Undefined if the mutant survived. */
  readonly caughtBy: string | undefined;
  /** Whether the whole verdict came from the cache. */
  readonly cached: boolean;
  /** Alert that caught the mutant, or, for a survivor, the first alert that could have caught it. */
  readonly alert: string;
}

/** Finds out which mutants the proofs catch. */
export class Judge {
  private readonly baselines: Baselines;

  constructor(
    private readonly run: Run,
    private readonly cache: Cache,
    private readonly suitesOf: (mutant: Mutant) => readonly Suite[],
  ) {
    this.baselines = new Baselines(run, cache);
  }

  /** Returns the verdicts on some mutants. The mutants share each run of promtool. */
  async judge(mutants: readonly Mutant[]): Promise<Verdict[]> {
    const trials = mutants.map((mutant) => new Trial(mutant, this.suitesOf(mutant), this.cache));
    for (;;) {
      const shots = await Promise.all(trials.map((trial) => trial.next(this.baselines)));
      const running = trials.flatMap((trial, index) => (shots[index] === undefined ? [] : [{ trial, shot: shots[index] }]));
      if (running.length === 0) return trials.map((trial) => trial.verdict());
      const results = await this.run(running.map(({ trial: { mutant }, shot }) => fileOf(shot, { key: mutant.key, rule: mutant.rule })));
      running.forEach(({ trial, shot }, index) => trial.take(shot, results[index] ?? []));
    }
  }
}

/** A mutant and the tests that have not yet run on it. */
class Trial {
  private caughtBy: string | undefined;
  private readonly waiting: Shot[];
  private ran = false;

  constructor(
    readonly mutant: Mutant,
    private readonly suites: readonly Suite[],
    private readonly cache: Cache,
  ) {
    this.caughtBy = suites.find((suite) => (this.known(suite)?.length ?? 0) > 0)?.alert;
    this.waiting = shotsOf(suites.filter((suite) => this.known(suite) === undefined));
  }

  private key({ digest }: Suite): string {
    return keyFrom("verdict", digest, this.mutant.key, this.mutant.rule ?? null);
  }

  private known(suite: Suite): readonly number[] | undefined {
    return this.cache.get(this.key(suite));
  }

  /** Returns the next tests to run, without tests that fail on the unchanged rules. Undefined if the verdict is known. */
  async next(baselines: Baselines): Promise<Shot | undefined> {
    while (this.caughtBy === undefined) {
      const shot = this.waiting.shift();
      if (shot === undefined) return undefined;
      const tests = await baselines.passing(shot, this.mutant);
      if (tests.length > 0) return { ...shot, tests };
      this.take(shot, []);
    }
    return undefined;
  }

  /** Records the failing tests of a shot. */
  take({ suite, last }: Shot, failing: readonly number[]): void {
    this.ran = true;
    if (failing.length > 0) this.caughtBy = suite.alert;
    if (failing.length > 0 || last) this.cache.set(this.key(suite), failing);
  }

  verdict(): Verdict {
    return { mutant: this.mutant, caughtBy: this.caughtBy, cached: !this.ran, alert: this.caughtBy ?? this.suites[0]?.alert ?? "" };
  }
}
