import type { Alert, RuleGroup } from "../../alert-rules/model";
import { rulesForProofs } from "../../alert-rules/proofs/closure";
import { scenariosOf, scenarioTest } from "../../alert-rules/proofs/promtool";
import { pairsOf, rulesForRobust, unlessAway } from "../../alert-rules/proofs/robust";
import { step } from "../../alert-rules/proofs/samples";
import type { Scenario } from "../../alert-rules/proofs/scenario";
import type { Knowledge } from "../../alert-rules/proofs/transformations/model";
import { sha256 } from "./cache";
import { keyOf, rulesOf, type Rule } from "./rules";
import type { Test } from "./variants";

/** Test scenarios of one alert, and the rules on which they run. */
export interface Suite {
  /** Name and severity of the alert, for example `JobLate critical`. */
  readonly alert: string;
  readonly kind: "proofs" | "robust proofs";
  /** Rules in the order of evaluation. */
  readonly rules: readonly Rule[];
  /** Tests, in the order in which they run. */
  readonly tests: readonly Test[];
  /** Number of rule evaluations that all tests need. */
  readonly cost: number;
  /** For each test, a hash of the rules and the test. */
  readonly digests: readonly string[];
  /** Returns an expression in the form in which the suite's rules contain it. */
  readonly written: (expr: string) => string;
}

const lengthOf = ({ checks }: Scenario): number => Math.max(...checks.map(({ at }) => at)) / step;

function suiteOf(
  of: Pick<Suite, "alert" | "kind" | "written"> & { readonly group: RuleGroup; readonly scenarios: readonly Scenario[] },
): Suite {
  const rules = rulesOf(of.group);
  const tests = of.scenarios.map((scenario) => scenarioTest(scenario) as Test);
  const { alert, kind, written } = of;
  const ofRules = sha256(JSON.stringify(rules));
  return {
    alert,
    kind,
    written,
    rules,
    tests,
    cost: of.scenarios.reduce((sum, scenario) => sum + lengthOf(scenario) * rules.length, 0),
    digests: tests.map((test) => sha256(ofRules + JSON.stringify(test))),
  };
}

const shortestFirst = (scenarios: readonly Scenario[]): Scenario[] => [...scenarios].sort((a, b) => lengthOf(a) - lengthOf(b));

/**
 * Returns the suite of an alert's four proofs. The first scenario in which the alert fires comes first, because it catches most mutants.
 */
export function proofSuite(alert: Alert, groups: readonly RuleGroup[]): Suite {
  const [first] = alert.proofs().fires;
  return suiteOf({
    alert: `${alert.name} ${alert.severity}`,
    kind: "proofs",
    written: (expr) => expr,
    group: rulesForProofs(alert, groups),
    scenarios: [first, ...shortestFirst(scenariosOf(alert).filter((scenario) => scenario !== first))],
  });
}

/** Transformations that come first, because they catch mutants that lose a label. */
const early = [
  "namesakes with the same problem",
  "a sibling with the same problem",
  "a second exporter of the same server",
  "failing namesakes",
  "healthy namesakes",
  "namesakes that are down",
  "other targets that replicas share",
  "a check that passes",
  "a problem in metrics of another instrumentation",
  "a healthy sibling",
  "a restart when the problem starts",
  "a second exporter that does not reach the server",
  "a healthy second replica",
];

/**
 * Returns the suite of an alert's quiet and firing proofs under transformations. First come the shortest scenarios of all pairs of proof
 * and transformation, then the second shortest, and so on, up to `most` rule evaluations in total.
 */
export function robustSuite(alert: Alert, groups: readonly RuleGroup[], knowledge: Knowledge, most: number): Suite {
  const group = rulesForRobust(alert, groups);
  const rank = (transformation: string): number => (early.includes(transformation) ? early.indexOf(transformation) : early.length);
  const pairs = pairsOf(alert, groups, knowledge)
    .filter(({ transformation }) => transformation !== "nothing else")
    .map(({ scenarios, transformation }) => ({ scenarios: shortestFirst(scenarios), rank: rank(transformation) }))
    .sort((a, b) => a.rank - b.rank);
  const longest = Math.max(...pairs.map(({ scenarios }) => scenarios.length));
  const turns = Array.from({ length: longest }, (_, turn) => pairs.flatMap(({ scenarios }) => scenarios[turn] ?? [])).flat();
  const rules = group.recordings.length + group.alerts.length;
  let spent = 0;
  return suiteOf({
    alert: `${alert.name} ${alert.severity}`,
    kind: "robust proofs",
    written: (expr) => `(${expr}) ${unlessAway.text}`,
    group,
    scenarios: turns.filter((scenario) => (spent += lengthOf(scenario) * rules) <= most),
  });
}

/**
 * Returns suites that contain the changed rule: first the suite of the changed alert, then one severity of each alert, then the other
 * severities. Cheaper suites come first. All suites after the first suite together need at most `most` rule evaluations.
 */
export function suitesWith(suites: readonly Suite[], key: string, most: number): Suite[] {
  const sorted = suites
    .filter(({ rules }) => rules.some((rule) => keyOf(rule) === key))
    .sort((a, b) => Number(b.alert === key) - Number(a.alert === key) || a.cost - b.cost);
  const names = sorted.map(({ alert }) => alert.replace(/ \w+$/u, ""));
  const isFirst = (_: Suite, index: number): boolean => names.indexOf(names[index] ?? "") === index;
  let spent = 0;
  return [...sorted.filter(isFirst), ...sorted.filter((suite, index) => !isFirst(suite, index))].filter(
    ({ cost }, index) => index === 0 || (spent += cost) <= most,
  );
}
