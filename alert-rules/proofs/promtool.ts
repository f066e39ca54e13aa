import type { Alert, AlertLabels, Recording } from "../model";
import { ownedSeries } from "../owner";
import { withCatalogue } from "./catalogue";
import { notation, step, thinned, type RawSeries } from "./samples";
import { proofNames, type Check, type Scenario } from "./scenario";

/** One promtool test file. */
export interface ProofFile {
  /** File name without the folder. */
  readonly name: string;
  readonly content: string;
  /** Paths of the rule files that the test loads, relative to the folder of the test file. */
  readonly ruleFiles: readonly string[];
  /** Number of checks in the file. */
  readonly checks: number;
}

const labelText = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ");

const series = (metric: string, labels: Readonly<Record<string, string>>): string =>
  Object.keys(labels).length === 0 ? metric : `${metric}{${labelText(labels)}}`;

/** Labels that are the same for all instances of an alert. */
const constant: readonly string[] = ["alertname", "alertstate", "severity", "symptom", "action", "audience"] satisfies readonly (
  "alertname" | "alertstate" | "severity" | "symptom" | keyof AlertLabels
)[];

/**
 * The promtool test of one check. It drops the constant labels and compares all others, so the test fails if the owner is missing or if
 * there is an extra label.
 */
function checkTest(check: Check): object {
  const where = Object.entries(check.where ?? {}).map(([label, match]) =>
    "is" in match ? `, ${label}=${JSON.stringify(match.is)}` : `, ${label}!=${JSON.stringify(match.isNot)}`,
  );
  const matchers = `alertname=${JSON.stringify(check.alert)}, severity=${JSON.stringify(check.severity)}, alertstate="firing"${where.join("")}`;
  const alerts = `ALERTS{${matchers}}`;
  return {
    expr: `group without (${constant.join(", ")}) (${check.over === undefined ? alerts : `last_over_time(${alerts}[${check.over}s])`})`,
    eval_time: `${check.at}s`,
    exp_samples: check.firing.map((instance) => ({ labels: `{${labelText(instance)}}`, value: 1 })),
  };
}

/** Labels as Prometheus stores them. Recorded series keep the label `owner`. Of the raw series, only those in `ownedSeries` keep it. */
const stored = ({ metric, labels: { owner, ...labels } }: RawSeries): Readonly<Record<string, string>> =>
  owner !== undefined && (metric.includes(":") || (ownedSeries as readonly string[]).includes(metric)) ? { ...labels, owner } : labels;

/** Converts a scenario to a test in promtool's format. */
export const scenarioTest = ({ title, series: all, checks, every = step }: Scenario): object => ({
  name: title,
  interval: `${every}s`,
  input_series: all.map((raw) => ({
    series: series(raw.metric, stored(raw)),
    values: notation(every === step ? raw.samples : thinned(every / step, raw.samples), raw.native),
  })),
  promql_expr_test: checks.map(checkTest),
});

/** All scenarios of an alert: those of its proofs `fires`, `quiet`, `resolves` and `noData`. */
export const scenariosOf = (alert: Alert): Scenario[] => proofNames.flatMap((name) => [...alert.proofs()[name]]);

/**
 * Creates the test files of one alert at one severity. promtool runs them with the given rule files. Instead of the recording rules in
 * `catalogue`, the tests have input series with the same values. Each file has one evaluation interval. If the interval differs from
 * `step`, the file's name contains it.
 */
export function proofFiles(alert: Alert, ruleFiles: readonly string[], catalogue: readonly Recording[]): ProofFile[] {
  const scenarios = scenariosOf(alert);
  const intervals = [...new Set(scenarios.map(({ every = step }) => every))];
  return intervals.map((interval): ProofFile => {
    const own = scenarios.filter(({ every = step }) => every === interval);
    const body = {
      rule_files: ruleFiles,
      evaluation_interval: `${interval}s`,
      tests: own.map((scenario) => scenarioTest(withCatalogue(scenario, catalogue))),
    };
    return {
      name: `${alert.name}.${alert.severity}${interval === step ? "" : `.${interval}s`}.test.yml`,
      content: JSON.stringify(body),
      ruleFiles,
      checks: own.reduce((sum, scenario) => sum + scenario.checks.length, 0),
    };
  });
}
