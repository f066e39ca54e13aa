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
import { mutantsOf, sampleOf, type Mutant } from "./mutants";
import { keyOf, rulesIn, rulesOf, type Rule } from "./rules";
import { proofSuite, robustSuite, suitesWith, type Suite } from "./suites";
import { runWith } from "./promtool";
import { saveMutation } from "./record";
import { summaryOf, summaryText, type Counts } from "./summary";
import { unitsOf } from "./units";
import { Judge, type Verdict } from "./verdicts";

interface Options {
  readonly only?: string;
  readonly sample?: number;
  readonly list?: true;
}

const workers = 2;
/** Number of mutants that share a run of promtool. */
const batch = 12;
/** Number of alerts whose robust proofs run on a mutant that survived the proofs: the changed alert itself first, then the cheapest. */
const robustAlerts = 3;

/** Returns the rules of every environment from the rendered files. */
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

/** Judges mutants in batches, two batches in parallel. Prints the progress. */
async function judgeAll(judge: Judge, mutants: readonly Mutant[], what: string): Promise<Verdict[]> {
  const started = Date.now();
  const batches = Array.from({ length: Math.ceil(mutants.length / batch) }, (_, index) =>
    mutants.slice(index * batch, (index + 1) * batch),
  );
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    for (let next = batches.shift(); next !== undefined; next = batches.shift()) {
      const judged = await judge.judge(next);
      verdicts.push(...judged);
      const survived = verdicts.filter(({ caughtBy }) => caughtBy === undefined).length;
      const minutes = ((Date.now() - started) / 60_000).toFixed(1);
      say(`${what}: ${verdicts.length} of ${mutants.length} mutants, ${survived} not caught, ${minutes} min`);
      for (const { caughtBy, mutant } of judged) if (caughtBy === undefined) say(`  not caught: ${mutant.id}`);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return verdicts;
}

/** Returns a function that creates the robust suite of an alert, by the alert's name, at the first call. */
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

async function main({ only, sample, list }: Options): Promise<void> {
  const started = Date.now();
  const groups = ruleGroups(proofFacts);
  const alerts = groups.flatMap((group) => group.alerts);
  const proofs = alerts.map((alert) => proofSuite(alert, groups));
  const chosenProofs = only === undefined ? proofs : proofs.filter(({ alert }) => alert === only || alert.startsWith(`${only} `));
  if (chosenProofs.length === 0) throw new UserError(`--only: got ${JSON.stringify(only)}; it is no alert. For example: --only JobLate`);
  const every = mutantsOf(unitsOf(renderedRules(), groups.flatMap(rulesOf)));
  const read = new Set(proofs.flatMap(({ rules }) => rules.map(keyOf)));
  const wanted = new Set(chosenProofs.flatMap(({ rules }) => rules.map(keyOf)));
  const candidates = every.filter(({ key }) => wanted.has(key));
  const mutants = sample === undefined ? candidates : sampleOf(candidates, sample);
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
  const first = await judgeAll(new Judge(runWith(promtool), cache, ({ key }) => suitesWith(proofs, key)), mutants, "proofs");
  const survivors = first.filter(({ caughtBy }) => caughtBy === undefined);
  const robust = robustSuites(alerts, groups);
  const cheapest = ({ key }: Mutant): Suite[] =>
    suitesWith(proofs, key)
      .slice(0, robustAlerts)
      .map(({ alert }) => robust(alert));
  const second = await judgeAll(
    new Judge(runWith(promtool), cache, cheapest),
    survivors.map(({ mutant }) => mutant),
    "robust proofs",
  );
  const verdicts = [...first.filter(({ caughtBy }) => caughtBy !== undefined), ...second];
  const summary = summaryOf(verdicts, equivalent, new Set(every.map(({ id }) => id)));
  const panels = every.filter(({ key }) => !read.has(key)).length;
  saveMutation(repo, {
    at: new Date(started).toISOString(),
    commit: commit(repo),
    every: every.length - panels,
    panels,
    only,
    minutes: (Date.now() - started) / 60_000,
    cached: verdicts.filter(({ cached }) => cached).length,
    all: summary.all,
    byOperator: operatorNames.flatMap((name): [string, Counts][] => {
      const counts = summary.byOperator.get(name);
      return counts === undefined ? [] : [[name, counts]];
    }),
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
  .option("--sample <n>", "so many mutants, always the same ones", countFrom)
  .option("--list", "says which mutants there are, and runs nothing")
  .action(main)
  .parseAsync()
  .catch((error: unknown) => {
    if (!isUserError(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
