import { syntaxOf } from "../../alert-rules/promql/syntax";
import { keyOf, type Rule } from "./rules";
import { suiteFrom, type Suite } from "./suites";
import { nodesOf, textOf } from "./tree";
import { affectedBy, alertOf, wordsIn, type Test } from "./variants";

/** Returns the names of the metrics that an expression selects. */
const selectedIn = (expr: string): string[] =>
  [...nodesOf(syntaxOf(expr))].flatMap((node) => {
    const name = node.name === "VectorSelector" ? node.getChild("Identifier") : null;
    return name === null ? [] : [textOf(expr, name)];
  });

/** The rules that some alerts need, in the order of evaluation, and the names of all metrics that these rules read. */
interface Needed {
  readonly rules: readonly Rule[];
  readonly metrics: ReadonlySet<string>;
}

function neededFor(alerts: ReadonlySet<string>, rules: readonly Rule[], expressionsOf: (rule: Rule) => readonly string[]): Needed {
  const reads = new Map(rules.map((rule) => [rule, [...expressionsOf(rule).flatMap(selectedIn), ...wordsIn(rule)]]));
  const metrics = new Set<string>();
  const needed = new Set<Rule>();
  const add = (rule: Rule): void => {
    needed.add(rule);
    for (const name of reads.get(rule) ?? []) metrics.add(name);
  };
  for (const rule of rules) if (rule.record === undefined && alerts.has(keyOf(rule))) add(rule);
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    for (const rule of rules) if (!needed.has(rule) && rule.record !== undefined && metrics.has(rule.record)) add(rule);
  }
  return { rules: rules.filter((rule) => needed.has(rule)), metrics };
}

const metricOf = ({ series }: Test["input_series"][number]): string => /^[\w:]+/u.exec(series)?.[0] ?? "";

/**
 * Returns the suite with only what a change of a rule can affect. It has the checks of the alerts that depend on the rule, the tests with
 * such checks, and the rules and input series that these alerts need. All other checks have the same results for every mutant. `before` is
 * the expression of the rule before the change, if it differs from the expression in the proofs.
 */
export function focused(suite: Suite, key: string, before: string | undefined): Suite {
  const { alerts } = affectedBy(suite.rules, key);
  const expressionsOf = (rule: Rule): string[] => [rule.expr, ...(before === undefined || keyOf(rule) !== key ? [] : [before])];
  const { rules, metrics } = neededFor(alerts, suite.rules, expressionsOf);
  const tests = suite.tests.flatMap((test): Test[] => {
    const checks = test.promql_expr_test.filter((check) => alerts.has(alertOf(check)));
    if (checks.length === 0) return [];
    return [{ ...test, promql_expr_test: checks, input_series: test.input_series.filter((one) => metrics.has(metricOf(one))) }];
  });
  return suiteFrom({ ...suite, rules, tests });
}
