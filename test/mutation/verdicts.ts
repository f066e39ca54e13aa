import type { Cache } from "./cache";
import { keyFrom } from "./cache";
import type { Mutant } from "./mutants";
import { failingTests, type TestFile } from "./promtool";
import { rulesWith, type Replacement, type Suite } from "./suites";

/** What came of a mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  /** The alert whose proof came out otherwise; undefined: it survived. */
  readonly caughtBy: string | undefined;
  /** Nothing had to be run. */
  readonly cached: boolean;
  /** The alert that a survivor could have been caught by. */
  readonly alert: string;
}

/** How promtool is run; the tests of this folder count its runs. */
export type Run = (files: readonly TestFile[]) => Promise<readonly (readonly number[])[]>;

export const runWith =
  (promtool: string): Run =>
  (files) =>
    failingTests(promtool, files);

/** Numbers of some tests of a suite that are run over changed rules. */
interface Shot {
  readonly suite: Suite;
  readonly tests: readonly number[];
  /** These are the suite's last ones. */
  readonly last: boolean;
}

const fileOf = ({ suite, tests }: Pick<Shot, "suite" | "tests">, by: Replacement | undefined): TestFile => ({
  rules: rulesWith(suite, by),
  tests: tests.map((number) => suite.tests[number] ?? {}),
});

const all = ({ tests }: Suite): number[] => tests.map((_, index) => index);

/** The tests of a suite in shots of 1, 2, 4 and so on: most mutants are caught by the first, and what survives is run in few files. */
function shotsOf(suite: Suite, tests: readonly number[]): Shot[] {
  const shots: Shot[] = [];
  for (let at = 0, size = 1; at < tests.length; at += size / 2) {
    shots.push({ suite, tests: tests.slice(at, at + size), last: at + size >= tests.length });
    size *= 2;
  }
  return shots;
}

/** Finds out which mutants are caught. */
export class Judge {
  private readonly baselines = new Map<string, Promise<readonly number[]>>();

  constructor(
    private readonly run: Run,
    private readonly cache: Cache,
    private readonly suitesOf: (mutant: Mutant) => readonly Suite[],
  ) {}

  /**
   * Tests of a suite that fail without any mutant. The proofs have none, unless the rule is rendered in a form that the profile of some
   * scenario does not have; robust proofs have those that are listed as known.
   */
  private failing(suite: Suite, before: Mutant["before"], key: string): Promise<readonly number[]> {
    const name = keyFrom("baseline", suite.digest, before?.expr);
    const found = this.baselines.get(name) ?? this.findFailing(suite, before === undefined ? undefined : { key, rule: before }, name);
    this.baselines.set(name, found);
    return found;
  }

  private async findFailing(suite: Suite, by: Replacement | undefined, name: string): Promise<readonly number[]> {
    const cached = this.cache.get(name);
    const [failing = []] = cached === undefined ? await this.run([fileOf({ suite, tests: all(suite) }, by)]) : [cached];
    if (cached === undefined) this.cache.set(name, failing);
    if (suite.kind === "proofs" && by === undefined && failing.length > 0)
      throw new Error(`${failing.length} proofs of ${suite.alert} fail without any mutant; \`npm run test:proofs\` says which`);
    return failing;
  }

  /** Which of some mutants are caught. They share each run of promtool. */
  async judge(mutants: readonly Mutant[]): Promise<Verdict[]> {
    const trials = mutants.map((mutant) => new Trial(mutant, this.suitesOf(mutant), this.cache));
    for (;;) {
      const shots = await Promise.all(
        trials.map((trial) => trial.next((suite) => this.failing(suite, trial.mutant.before, trial.mutant.key))),
      );
      const running = trials.flatMap((trial, index) => (shots[index] === undefined ? [] : [{ trial, shot: shots[index] }]));
      if (running.length === 0) return trials.map((trial) => trial.verdict());
      const results = await this.run(running.map(({ trial: { mutant }, shot }) => fileOf(shot, { key: mutant.key, rule: mutant.rule })));
      running.forEach(({ trial, shot }, index) => trial.take(shot, results[index] ?? []));
    }
  }
}

/** One mutant and what is still to be run over it. */
class Trial {
  private caughtBy: string | undefined;
  private readonly suites: Suite[];
  private shots: Shot[] = [];
  private ran = false;
  private readonly alert: string;

  constructor(
    readonly mutant: Mutant,
    suites: readonly Suite[],
    private readonly cache: Cache,
  ) {
    this.alert = suites[0]?.alert ?? "";
    this.caughtBy = suites.find((suite) => (this.known(suite)?.length ?? 0) > 0)?.alert;
    this.suites = suites.filter((suite) => this.known(suite) === undefined);
  }

  private key({ digest }: Suite): string {
    return keyFrom("verdict", digest, this.mutant.key, this.mutant.rule ?? null);
  }

  private known(suite: Suite): readonly number[] | undefined {
    return this.cache.get(this.key(suite));
  }

  /** What is run next; undefined when the verdict is known. `failing` says which tests of a suite say nothing about mutants. */
  async next(failing: (suite: Suite) => Promise<readonly number[]>): Promise<Shot | undefined> {
    if (this.caughtBy !== undefined) return undefined;
    while (this.shots.length === 0) {
      const suite = this.suites.shift();
      if (suite === undefined) return undefined;
      const without = new Set(await failing(suite));
      this.shots = shotsOf(
        suite,
        all(suite).filter((number) => !without.has(number)),
      );
    }
    return this.shots.shift();
  }

  take(shot: Shot, failing: readonly number[]): void {
    this.ran = true;
    if (failing.length > 0) this.caughtBy = shot.suite.alert;
    if (failing.length > 0 || shot.last) this.cache.set(this.key(shot.suite), failing);
  }

  verdict(): Verdict {
    return { mutant: this.mutant, caughtBy: this.caughtBy, cached: !this.ran, alert: this.caughtBy ?? this.alert };
  }
}
