import type { Alert, RuleGroup } from "../../alert-rules/model";
import { withCatalogue } from "../../alert-rules/proofs/catalogue";
import { forProofs } from "../../alert-rules/proofs/closure";
import { scenariosOf, scenarioTest } from "../../alert-rules/proofs/promtool";
import { pairsOf, rulesForRobust, unlessAway } from "../../alert-rules/proofs/robust";
import { step } from "../../alert-rules/proofs/samples";
import type { Scenario } from "../../alert-rules/proofs/scenario";
import type { Knowledge } from "../../alert-rules/proofs/transformations/model";
import { sha256 } from "./cache";
import { rulesOf, type Rule } from "./rules";
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

const lengthOf = ({ checks, every = step }: Scenario): number => Math.max(...checks.map(({ at }) => at)) / every;
/** Returns the number of evaluations until the last check of a test. */
export const stepsOf = ({ interval, promql_expr_test: checks }: Test): number =>
  Math.ceil(Math.max(...checks.map((check) => parseInt(check.eval_time, 10))) / parseInt(interval, 10));

/** Creates a suite. Computes the cost and the digests. */
export function suiteFrom({ alert, kind, written, rules, tests }: Omit<Suite, "cost" | "digests">): Suite {
  const ofRules = sha256(JSON.stringify(rules));
  const cost = tests.reduce((sum, test) => sum + stepsOf(test) * rules.length, 0);
  return { alert, kind, written, rules, tests, cost, digests: tests.map((test) => sha256(ofRules + JSON.stringify(test))) };
}

/** Returns the suite with its first tests, which together need at most `most` rule evaluations. */
export function limited(suite: Suite, most: number): Suite {
  let spent = 0;
  return suiteFrom({ ...suite, tests: suite.tests.filter((test) => (spent += stepsOf(test) * suite.rules.length) <= most) });
}

const testOf = (scenario: Scenario): Test => scenarioTest(scenario) as Test;

const shortestFirst = (scenarios: readonly Scenario[]): Scenario[] => [...scenarios].sort((a, b) => lengthOf(a) - lengthOf(b));

/**
 * Moves the first scenario of each service that the alert fires for to the front. A service with its own threshold, `for` or minimum reads
 * other parts of the rules.
 */
function eachServiceFirst(scenarios: readonly Scenario[]): Scenario[] {
  const seen = new Set<string>();
  const isFirst = ({ checks }: Scenario): boolean => {
    const service = checks.flatMap(({ firing }) => firing)[0]?.["service"] ?? "";
    return !seen.has(service) && seen.add(service).size > 0;
  };
  const [first, rest] = [scenarios.filter(isFirst), new Set(scenarios)];
  for (const scenario of first) rest.delete(scenario);
  return [...first, ...rest];
}

/**
 * Returns the suite of an alert's four proofs. The first scenario in which the alert fires comes first, because it catches most mutants.
 */
export function proofSuite(alert: Alert, groups: readonly RuleGroup[]): Suite {
  const [first] = alert.proofs().fires;
  const { rules, catalogue } = forProofs(alert, groups);
  const scenarios = [first, ...shortestFirst(scenariosOf(alert).filter((scenario) => scenario !== first))];
  return suiteFrom({
    alert: `${alert.name} ${alert.severity}`,
    kind: "proofs",
    written: (expr) => expr,
    rules: rulesOf(rules),
    tests: scenarios.map((scenario) => testOf(withCatalogue(scenario, catalogue))),
  });
}

/** Transformations that come first, in this order. Most of them catch mutants that lose a label. */
const early = [
  "namesakes with the same problem",
  "a sibling with the same problem",
  "a second exporter of the same server",
  "a second replica that reads old totals",
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
 * Returns the suite of an alert's quiet and firing proofs under transformations. The shortest scenarios of all pairs of a proof and a
 * transformation come first, then the second shortest, and so on. Of each pair, the shortest scenario of each service is one of the first
 * scenarios. Scenarios with the same rank are in the order of `early`.
 */
export function robustSuite(alert: Alert, groups: readonly RuleGroup[], knowledge: Knowledge): Suite {
  const rank = (transformation: string): number => (early.includes(transformation) ? early.indexOf(transformation) : early.length);
  const pairs = pairsOf(alert, groups, knowledge)
    .filter(({ transformation }) => transformation !== "nothing else")
    .map(({ scenarios, transformation }) => ({ scenarios: eachServiceFirst(shortestFirst(scenarios)), rank: rank(transformation) }))
    .sort((a, b) => a.rank - b.rank);
  const longest = Math.max(...pairs.map(({ scenarios }) => scenarios.length));
  const turns = Array.from({ length: longest }, (_, turn) => pairs.flatMap(({ scenarios }) => scenarios[turn] ?? [])).flat();
  return suiteFrom({
    alert: `${alert.name} ${alert.severity}`,
    kind: "robust proofs",
    written: (expr) => `(${expr}) ${unlessAway.text}`,
    rules: rulesOf(rulesForRobust(alert, groups)),
    tests: turns.map(testOf),
  });
}

/**
 * Returns the suites in their order for a changed rule: first the suite of the changed alert, then one severity of each alert, then the
 * other severities. Within each of these parts, cheaper suites come first. All suites after the first suite together need at most `most`
 * rule evaluations, so some of these suites may have only their first tests. Suites without tests are left out.
 */
export function ordered(suites: readonly Suite[], key: string, most: number): Suite[] {
  const sorted = suites
    .filter(({ tests }) => tests.length > 0)
    .sort((a, b) => Number(b.alert === key) - Number(a.alert === key) || a.cost - b.cost);
  const names = sorted.map(({ alert }) => alert.replace(/ \w+$/u, ""));
  const isFirst = (_: Suite, index: number): boolean => names.indexOf(names[index] ?? "") === index;
  let left = most;
  return [...sorted.filter(isFirst), ...sorted.filter((suite, index) => !isFirst(suite, index))].flatMap((suite, index): Suite[] => {
    if (index === 0) return [suite];
    const cut = limited(suite, left);
    left -= cut.cost;
    return cut.tests.length === 0 ? [] : [cut];
  });
}
