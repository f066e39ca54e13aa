import type { Alert, RuleGroup } from "../../alert-rules/model";
import { rulesForProofs } from "../../alert-rules/proofs/closure";
import { scenariosOf, scenarioTest } from "../../alert-rules/proofs/promtool";
import { pairsOf, rulesForRobust, unlessAway } from "../../alert-rules/proofs/robust";
import { step } from "../../alert-rules/proofs/samples";
import type { Scenario } from "../../alert-rules/proofs/scenario";
import type { Knowledge } from "../../alert-rules/proofs/transformations/model";
import { sha256 } from "./cache";
import { keyOf, rulesOf, type Rule } from "./rules";

/** Test scenarios of one alert, and the rules on which they run. */
export interface Suite {
  /** Name and severity of the alert, for example `JobLate critical`. */
  readonly alert: string;
  readonly kind: "proofs" | "robust proofs";
  /** Rules in the order of evaluation. */
  readonly rules: readonly Rule[];
  /** Tests, the cheapest first. */
  readonly tests: readonly object[];
  /** Number of rule evaluations that all tests need. */
  readonly cost: number;
  /** Hash of the rules and tests. */
  readonly digest: string;
  /** Returns an expression in the form in which the suite's rules contain it. */
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

/** Returns the suite of an alert's four proofs. */
export const proofSuite = (alert: Alert, groups: readonly RuleGroup[]): Suite =>
  suiteOf({
    alert: `${alert.name} ${alert.severity}`,
    kind: "proofs",
    written: (expr) => expr,
    group: rulesForProofs(alert, groups),
    scenarios: scenariosOf(alert),
  });

/** Returns the suite of an alert's quiet and firing proofs under every transformation. */
export const robustSuite = (alert: Alert, groups: readonly RuleGroup[], knowledge: Knowledge): Suite =>
  suiteOf({
    alert: `${alert.name} ${alert.severity}`,
    kind: "robust proofs",
    written: (expr) => `(${expr}) ${unlessAway.text}`,
    group: rulesForRobust(alert, groups),
    scenarios: pairsOf(alert, groups, knowledge).flatMap(({ scenarios }) => scenarios),
  });

/** Replacement of a rule in a suite. */
export interface Replacement {
  readonly key: string;
  /** The new rule. Undefined removes the rule. */
  readonly rule: Rule | undefined;
}

/** Returns the suite's rules, one of them replaced. Without a replacement, returns the suite's own rules. */
export const rulesWith = ({ rules, written }: Suite, by: Replacement | undefined): readonly Rule[] =>
  rules.flatMap((rule) => {
    if (by === undefined || keyOf(rule) !== by.key) return [rule];
    return by.rule === undefined ? [] : [{ ...by.rule, expr: written(by.rule.expr) }];
  });

/** Returns the suites that contain the changed rule: the alert's own suite first, then the others from cheapest to most expensive. */
export const suitesWith = (suites: readonly Suite[], key: string): Suite[] =>
  suites
    .filter(({ rules }) => rules.some((rule) => keyOf(rule) === key))
    .sort((a, b) => Number(b.alert === key) - Number(a.alert === key) || a.cost - b.cost);
