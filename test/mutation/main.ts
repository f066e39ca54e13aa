import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { Alert, RuleGroup } from "../../alert-rules/model";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { isUserError, UserError } from "../../stacks/config/errors";
import { commit } from "../bench/machine";
import { recordedKnowledge } from "../support/robust";
import { repo } from "../support/sources";
import { toolPath } from "../support/tools";
import { Cache } from "./cache";
import { equivalent } from "./equivalent";
import { operatorNames } from "./operators";
import { mutantsOf, sampleOf, sampleOfEach, type Mutant } from "./mutants";
import { keyOf, rulesIn, rulesOf, type Rule } from "./rules";
import { focused } from "./focus";
import { limited, ordered, proofSuite, robustSuite, type Suite } from "./suites";
import { runWith } from "./promtool";
import { progress } from "./progress";
import { saveMutation } from "./record";
import { summaryOf, summaryText, type Counts } from "./summary";
import { unitsOf } from "./units";
import { Judge, type Verdict } from "./verdicts";

interface Options {
  readonly only?: string;
  readonly pack?: string;
  readonly rule?: string;
  readonly sample?: number;
  readonly each?: number;
  readonly seed?: string;
  readonly list?: true;
}

/** Number of promtool processes at a time. */
const workers = 1;
/** Maximum number of mutants that share a run of promtool. */
const batch = 60;
/**
 * Maximum number of rule evaluations of the proofs for a changed rule. These evaluations take about 15 seconds. The proofs of the first
 * alert that reads the rule always run and do not count. On mutants that survive the proofs within this limit, the other proofs run too.
 */
const proofEvaluations = 100_000;
/**
 * Maximum number of rule evaluations of the robust proofs (proofs under transformations) of one alert, without mutants. These evaluations
 * take a few seconds.
 */
const robustEvaluations = 60_000;
/**
 * Maximum number of alerts whose robust proofs run on a mutant that survived the proofs. The alerts are the first in the order of
 * `ordered`.
 */
const robustAlerts = 3;

function renderedRules(): Rule[] {
  const root = path.join(repo, "alert-rules/rendered");
  return readdirSync(root).flatMap((environment) => {
    const folder = path.join(root, environment, "rules");
    return readdirSync(folder).flatMap((file) => rulesIn(readFileSync(path.join(folder, file), "utf8")));
  });
}

const say = (text: string): void => {
  console.log(text);
};

/** Identifies the changed rule of a mutant, with its expression before the change. */
const ruleOf = ({ key, before }: Mutant): string => JSON.stringify([key, before?.expr]);

/** Splits mutants into batches. All mutants of a batch change the same rule, with the same expression before the change. */
function batchesOf(mutants: readonly Mutant[]): Mutant[][] {
  const groups = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const key = ruleOf(mutant);
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / batch) }, (_, index) => group.slice(index * batch, (index + 1) * batch)),
  );
}

/** Judges mutants in batches, the cheapest batch first. `costOf` estimates the cost of a batch. Prints the progress. */
async function judgeAll(
  judge: Judge,
  mutants: readonly Mutant[],
  what: string,
  costOf: (batch: readonly Mutant[]) => number,
): Promise<Verdict[]> {
  const started = Date.now();
  const batches = batchesOf(mutants)
    .map((some) => ({ some, cost: costOf(some) }))
    .sort((a, b) => a.cost - b.cost);
  const total = batches.reduce((sum, { cost }) => sum + cost, 0);
  const verdicts: Verdict[] = [];
  let spent = 0;
  let survived = 0;
  const work = async (): Promise<void> => {
    for (let next = batches.shift(); next !== undefined; next = batches.shift()) {
      const judged = await judge.judge(next.some);
      verdicts.push(...judged);
      spent += next.cost;
      survived += judged.filter(({ caughtBy }) => caughtBy === undefined).length;
      const seconds = (Date.now() - started) / 1000;
      say(progress({ what, judged: verdicts.length, of: mutants.length, survived, seconds, done: spent / total }));
      for (const { caughtBy, mutant } of judged) if (caughtBy === undefined) say(`  not caught: ${mutant.id}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return verdicts;
}

/**
 * Returns a function that finds the suite of an alert's proofs under transformations, by name and severity, such as `JobLate critical`. The
 * function creates each suite at most once, and throws for an unknown alert.
 */
function robustSuites(alerts: readonly Alert[], groups: readonly RuleGroup[]): (name: string) => Suite {
  const knowledge = recordedKnowledge(groups);
  const made = new Map<string, Suite>();
  return (name) => {
    const alert = alerts.find((one) => `${one.name} ${one.severity}` === name);
    if (alert === undefined) throw new Error(`there is no alert ${name}`);
    const suite = made.get(name) ?? robustSuite(alert, groups, knowledge);
    made.set(name, suite);
    return suite;
  };
}

/**
 * Returns `suitesOf` with a memory of its results. Mutants of the same rule, with the same expression before the change, have the same
 * suites.
 */
function remembered(suitesOf: (mutant: Mutant) => Suite[]): (mutant: Mutant) => Suite[] {
  const made = new Map<string, Suite[]>();
  return (mutant) => {
    const key = ruleOf(mutant);
    const suites = made.get(key) ?? suitesOf(mutant);
    made.set(key, suites);
    return suites;
  };
}

async function main({ only, pack, rule, sample, each, seed, list }: Options): Promise<void> {
  const started = Date.now();
  if (seed !== undefined && sample === undefined && each === undefined)
    throw new UserError(`--seed: got ${JSON.stringify(seed)} without a sample; add --sample or --each. For example: --each 60 --seed 2`);
  const groups = ruleGroups(proofFacts);
  const packs = new Map(groups.flatMap((group) => rulesOf(group).map((one): [string, string] => [keyOf(one), group.name])));
  const packOf = ({ key }: Mutant): string => packs.get(key) ?? "";
  const names = groups.map(({ name }) => name);
  if (pack !== undefined && !names.includes(pack))
    throw new UserError(`--pack: got ${JSON.stringify(pack)}; it must be one of ${names.join(", ")}.`);
  const alerts = groups.flatMap((group) => group.alerts);
  const proofs = alerts.map((alert) => proofSuite(alert, groups));
  const chosenProofs = only === undefined ? proofs : proofs.filter(({ alert }) => alert === only || alert.startsWith(`${only} `));
  if (chosenProofs.length === 0) throw new UserError(`--only: got ${JSON.stringify(only)}; it is no alert. For example: --only JobLate`);
  const every = mutantsOf(unitsOf(renderedRules(), groups.flatMap(rulesOf)));
  const read = new Set(proofs.flatMap(({ rules }) => rules.map(keyOf)));
  const wanted = new Set(chosenProofs.flatMap(({ rules }) => rules.map(keyOf)));
  const candidates = every.filter(
    (mutant) =>
      wanted.has(mutant.key) &&
      (pack === undefined || packOf(mutant) === pack) &&
      (rule === undefined || new RegExp(rule, "u").test(mutant.key)),
  );
  const chosen = Object.entries({ only, pack, rule, each, seed }).flatMap(([name, value]) =>
    value === undefined ? [] : `--${name} ${value}`,
  );
  if (candidates.length === 0)
    throw new UserError(`${chosen.join(" ")}: no rule that an alert reads is chosen. For example: --rule ^job: or --pack jobs`);
  const ofEach = each === undefined ? candidates : sampleOfEach(candidates, each, packOf, seed);
  const mutants = sample === undefined ? ofEach : sampleOf(ofEach, sample, seed);
  say(
    `${every.length} mutants of the rendered rules, of which ${every.filter(({ key }) => !read.has(key)).length} are of rules that only panels read; ` +
      `${mutants.length} of ${candidates.length} chosen`,
  );
  if (list === true) {
    say(mutants.map(({ id }) => id).join("\n"));
    return;
  }
  const promtool = toolPath("promtool");
  if (promtool === undefined) throw new UserError("promtool is not in the cache; `npm run supply -- --only promtool` obtains it.");
  const cache = new Cache();
  const run = runWith(promtool);
  const suitesUpTo = (evaluations: number): ((mutant: Mutant) => Suite[]) =>
    remembered(({ key, before }) =>
      ordered(
        proofs.filter(({ rules }) => rules.some((one) => keyOf(one) === key)).map((suite) => focused(suite, key, before?.expr)),
        key,
        evaluations,
      ),
    );
  const suitesOf = suitesUpTo(proofEvaluations);
  // The unchanged rules are evaluated once for all mutants of a batch, and each mutant adds copies of a few rules.
  const costOf = (some: readonly Mutant[]): number =>
    (1 + some.length / 10) *
    some
      .slice(0, 1)
      .flatMap(suitesOf)
      .reduce((sum, { cost }) => sum + cost, 0);
  const first = await judgeAll(new Judge(run, cache, suitesOf), mutants, "proofs", costOf);
  const listed = new Set(equivalent.flatMap(({ mutants: ids }) => ids));
  // A mutant in the list of equivalent mutants is expected to survive, and its further proofs take as long as those of any other survivor.
  // A run on a sample of the mutants therefore runs only the first proofs on it.
  const done = ({ caughtBy, mutant }: Verdict): boolean =>
    caughtBy !== undefined || (mutants.length < candidates.length && listed.has(mutant.id));
  const open = (verdicts: readonly Verdict[]): Mutant[] => verdicts.filter((verdict) => !done(verdict)).map(({ mutant }) => mutant);
  const second = await judgeAll(new Judge(run, cache, suitesUpTo(Infinity)), open(first), "all proofs", costOf);
  const robust = robustSuites(alerts, groups);
  const cheapest = remembered((mutant: Mutant): Suite[] =>
    suitesOf(mutant)
      .slice(0, robustAlerts)
      .map(({ alert }) => limited(focused(robust(alert), mutant.key, mutant.before?.expr), robustEvaluations))
      .filter(({ tests }) => tests.length > 0),
  );
  const third = await judgeAll(new Judge(run, cache, cheapest), open(second), "robust proofs", costOf);
  const verdicts = [...first.filter(done), ...second.filter(done), ...third];
  const summary = summaryOf(verdicts, equivalent, new Set(every.map(({ id }) => id)), packOf);
  const panels = every.filter(({ key }) => !read.has(key)).length;
  saveMutation(repo, {
    at: new Date(started).toISOString(),
    commit: commit(repo),
    every: every.length - panels,
    panels,
    chosen: chosen.join(" "),
    minutes: (Date.now() - started) / 60_000,
    cached: verdicts.filter(({ cached }) => cached).length,
    all: summary.all,
    byOperator: operatorNames.flatMap((name): [string, Counts][] => {
      const counts = summary.byOperator.get(name);
      return counts === undefined ? [] : [[name, counts]];
    }),
    byPack: [...summary.byPack].sort(([a], [b]) => (a < b ? -1 : 1)),
  });
  say(`\n${summaryText(summary)}`);
  process.exitCode = summary.problems.length === 0 ? 0 : 1;
}

function countFrom(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("It must be a whole number above 0.");
  return value;
}

new Command("npm run test:mutation")
  .description("Changes the rendered alert rules, one change at a time, and says which changes no proof catches.")
  .option("--only <alert>", "the rules that one alert reads, e.g. JobLate or `JobLate critical`")
  .option("--pack <name>", "the rules of one rule file, e.g. redis")
  .option("--rule <pattern>", "the rules whose names match a regular expression, e.g. ^job: or JobLate")
  .option("--sample <n>", "so many mutants, always the same ones for a seed", countFrom)
  .option("--each <n>", "so many mutants of each rule file, always the same ones for a seed", countFrom)
  .option("--seed <text>", "another sample for each text")
  .option("--list", "says which mutants there are, and runs nothing")
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    if (!isUserError(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
