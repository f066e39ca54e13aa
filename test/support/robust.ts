import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { parser } from "@prometheus-io/lezer-promql";
import { expressionOf } from "../../alert-rules/condition";
import type { Alert, RuleGroup } from "../../alert-rules/model";
import { scenarioTest } from "../../alert-rules/proofs/promtool";
import { pairsOf, rulesForRobust, type Pair } from "../../alert-rules/proofs/robust";
import { step } from "../../alert-rules/proofs/samples";
import { knowledgeOf } from "../../alert-rules/proofs/transformations/knowledge";
import type { Knowledge } from "../../alert-rules/proofs/transformations/model";
import { renderRules } from "../../alert-rules/render-rules";
import { promtoolEnv } from "./promtool-env";
import { recall, remember, runKey } from "./remembered";
import { readContracts } from "../exporters/contracts/recorder/contracts";

const run = promisify(execFile);
/** Folder of the generated rule files and promtool tests. Git ignores it. */
export const robustFolder = path.resolve(__dirname, "../promtool-robust");

/** Returns, by metric, the labels on which at least one rule matches. */
export function matchedLabels(groups: readonly RuleGroup[]): ReadonlyMap<string, ReadonlySet<string>> {
  const expressions = groups.flatMap((group) => [
    ...group.recordings.map(({ expr }) => expr.text),
    ...group.alerts.map((alert) => expressionOf(alert).text),
  ]);
  const found = new Map<string, Set<string>>();
  for (const expression of expressions)
    parser.parse(expression).iterate({
      enter: ({ name, node }) => {
        if (name !== "VectorSelector") return;
        const text = ({ from, to }: { from: number; to: number }): string => expression.slice(from, to);
        const identifier = node.getChild("Identifier");
        const labels = (node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? []).flatMap(
          ({ firstChild }) => firstChild ?? [],
        );
        const metric = identifier === null ? "" : text(identifier);
        found.set(metric, new Set([...(found.get(metric) ?? []), ...labels.map(text)]));
      },
    });
  return found;
}

/** Returns facts about raw series: their types from the recorded contracts, and the labels that rules match. */
export function recordedKnowledge(groups: readonly RuleGroup[]): Knowledge {
  const matched = matchedLabels(groups);
  const types = new Map<string, string>();
  for (const { metrics } of readContracts()) for (const [name, { type }] of Object.entries(metrics)) types.set(name, type);
  return knowledgeOf(
    (metric) => types.get(metric),
    (metric) => matched.get(metric) ?? new Set(),
  );
}

/** A pair with at least one failed scenario, and promtool's output for each failed scenario. */
export interface Failure {
  readonly pair: Pair;
  readonly said: readonly string[];
}

/**
 * Runs all transformed proofs of one alert in one promtool process. Returns each pair of a proof and a transformation, and the pairs that
 * failed. A run without failures is not repeated for the same rules and checks.
 */
export async function robustnessOf(
  promtool: string,
  alert: Alert,
  groups: readonly RuleGroup[],
  knowledge: Knowledge,
  folder: string,
): Promise<{ readonly pairs: readonly Pair[]; readonly failures: readonly Failure[] }> {
  const pairs = pairsOf(alert, groups, knowledge);
  const tests = pairs.flatMap((pair) => pair.scenarios.map((scenario) => ({ pair, scenario })));
  const rules = renderRules([rulesForRobust(alert, groups)], "rules");
  const name = path.join(folder, `${alert.name}.${alert.severity}.json`);
  const body = {
    rule_files: rules.map((file) => file.path),
    evaluation_interval: `${step}s`,
    tests: tests.map(({ scenario }, index) => ({ ...scenarioTest(scenario), name: `test ${index}` })),
  };
  const content = JSON.stringify(body);
  const key = runKey(promtool, [content, ...rules.map((file) => file.content)]);
  if (recall(key) === "passed") return { pairs, failures: [] };
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  for (const file of rules) writeFileSync(path.join(folder, file.path), file.content);
  writeFileSync(name, content);
  const said = await runPromtool(promtool, name);
  const failures = new Map<Pair, string[]>();
  for (const { index, text } of said) {
    const test = tests[index];
    if (test === undefined) throw new Error(`promtool speaks of a test ${index}, which ${name} does not have:\n${text}`);
    failures.set(test.pair, [...(failures.get(test.pair) ?? []), `${test.scenario.title}\n${text}`]);
  }
  if (failures.size === 0) remember(key, "passed");
  return { pairs, failures: [...failures].map(([pair, texts]) => ({ pair, said: texts })) };
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(amp|lt|gt));/gu, (_, decimal?: string, hex?: string, name?: string) =>
    name === undefined ? String.fromCodePoint(Number.parseInt(hex ?? decimal ?? "", hex === undefined ? 10 : 16)) : (entities[name] ?? ""),
  );

/** Runs promtool. Returns the output of each failed test with the test's number, from promtool's JUnit report. */
async function runPromtool(promtool: string, file: string): Promise<{ readonly index: number; readonly text: string }[]> {
  const report = file.replace(/\.json$/u, ".xml");
  const { stderr } = await run(promtool, ["test", `--junit=${report}`, "rules", file], {
    env: promtoolEnv(),
    maxBuffer: 256e6,
  }).catch((error: unknown) => error as { readonly stderr: string });
  const cases = [...readFileSync(report, "utf8").matchAll(/<testcase name="test (\d+)">(.*?)<\/testcase>/gsu)];
  if (cases.length === 0) throw new Error(`${file}: promtool says\n${stderr}`);
  return cases.flatMap(([, index = "", inside = ""]) =>
    inside === "" ? [] : [{ index: Number(index), text: unescaped(inside.replace(/<[^>]*>/gu, "\n")) }],
  );
}
