import type { Alert, RuleGroup } from "../../alert-rules/model";
import { rulesForProofs } from "../../alert-rules/proofs/closure";
import { scenariosOf, scenarioTest } from "../../alert-rules/proofs/promtool";
import { pairsOf, rulesForRobust, unlessAway } from "../../alert-rules/proofs/robust";
import { step } from "../../alert-rules/proofs/samples";
import type { Scenario } from "../../alert-rules/proofs/scenario";
import type { Knowledge } from "../../alert-rules/proofs/transformations/model";
import { sha256 } from "./cache";
import { keyOf, rulesOf, type Rule } from "./rules";

/** Scenarios of one alert with the rules they run over. */
export interface Suite {
  /** `JobLate critical`. */
  readonly alert: string;
  readonly kind: "proofs" | "robust proofs";
  /** In the order of evaluation. */
  readonly rules: readonly Rule[];
  /** The cheapest first. */
  readonly tests: readonly object[];
  /** Evaluations of rules that all tests take. */
  readonly cost: number;
  /** Changes when rules or tests do. */
  readonly digest: string;
  /** How an expression is written in it. */
  readonly written: (expr: string) => string;
}

const lengthOf = ({ checks }: Scenario): number => Math.max(...checks.map(({ at }) => at)) / step;

function suiteOf(
  of: Pick<Suite, "alert" | "kind" | "written"> & { readonly group: RuleGroup; readonly scenarios: readonly Scenario[] },
): Suite {
  const rules = rulesOf(of.group);
  const sorted = [...of.scenarios].sort((a, b) => lengthOf(a) - lengthOf(b));
  const tests = sorted.map(scenarioTest);
  const { alert, kind, written } = of;
  return {
    alert,
    kind,
    written,
    rules,
    tests,
    cost: sorted.reduce((sum, scenario) => sum + lengthOf(scenario) * rules.length, 0),
    digest: sha256(JSON.stringify([rules, tests])),
  };
}

/** The four proofs of an alert. */
export const proofSuite = (alert: Alert, groups: readonly RuleGroup[]): Suite =>
  suiteOf({
    alert: `${alert.name} ${alert.severity}`,
    kind: "proofs",
    written: (expr) => expr,
    group: rulesForProofs(alert, groups),
    scenarios: scenariosOf(alert),
  });

/** Its quiet and firing proofs under every transformation. */
export const robustSuite = (alert: Alert, groups: readonly RuleGroup[], knowledge: Knowledge): Suite =>
  suiteOf({
    alert: `${alert.name} ${alert.severity}`,
    kind: "robust proofs",
    written: (expr) => `(${expr}) ${unlessAway.text}`,
    group: rulesForRobust(alert, groups),
    scenarios: pairsOf(alert, groups, knowledge).flatMap(({ scenarios }) => scenarios),
  });

/** A rule in the place of another of a suite; without it, the suite's own rules. */
export interface Replacement {
  readonly key: string;
  /** Undefined: the rule is left out. */
  readonly rule: Rule | undefined;
}

/** The suite's rules with one replaced. */
export const rulesWith = ({ rules, written }: Suite, by: Replacement | undefined): readonly Rule[] =>
  rules.flatMap((rule) => {
    if (by === undefined || keyOf(rule) !== by.key) return [rule];
    return by.rule === undefined ? [] : [{ ...by.rule, expr: written(by.rule.expr) }];
  });

/** The suites whose rules have the one that is changed: an alert's own first, then the cheapest. */
export const suitesWith = (suites: readonly Suite[], key: string): Suite[] =>
  suites
    .filter(({ rules }) => rules.some((rule) => keyOf(rule) === key))
    .sort((a, b) => Number(b.alert === key) - Number(a.alert === key) || a.cost - b.cost);
