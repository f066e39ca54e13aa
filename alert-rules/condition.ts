import { thresholdSpecs, type Severity, type ThresholdKey, type ThresholdValues } from "../exporters/model/thresholds";
import { burningExpression, type Burning } from "./burning";
import { is, labels, metric, promql, scalar, select, type MetricName, type Promql } from "./promql";
import { serviceKey, type Series } from "./series";

/** The `for` of an alert in seconds, by severity. Without an entry, a severity uses the entry of `warning`, or 0. */
export type Waits = Readonly<Partial<Record<Severity, number>>>;

/** The `for` of an alert at a severity, in seconds. */
export const waitAt = (waits: Waits, severity: Severity): number => waits[severity] ?? waits.warning ?? 0;

/** A second condition of an alert on a threshold, e.g. enough traffic. */
export interface Guard {
  /** Description of the condition. It completes the sentence "The alert fires when the value is above the threshold, and ...". */
  readonly when: string;
  /** PromQL of the condition. Its result is matched on the service's labels and the series' extra labels. */
  readonly expr: Promql;
}

/** Compares a recorded series with a threshold: the service's own threshold, an override of the environment, or the default. */
export interface Threshold<Key extends ThresholdKey = ThresholdKey> {
  readonly type: "threshold";
  readonly key: Key;
  readonly series: Series;
  /** Whether the alert fires above or below the threshold. */
  readonly direction: "above" | "below";
  /** Default thresholds, in base units. A severity without a default has an alert only if the catalogue sets a threshold. */
  readonly defaults: ThresholdValues;
  /** Own thresholds of the tested service in the alert's unit tests ("proofs"), in base units, for each severity without a default. */
  readonly proven: ThresholdValues;
  /** The `for` of the alerts. A threshold in the catalogue may have a longer `for`. */
  readonly waits: Waits;
  /**
   * Seconds by which a longer `for` in the catalogue is extended. The series is computed over a window, so it stays beyond the threshold
   * for some time after an incident has ended. Default: 0.
   */
  readonly lag: number;
  /** Labels on which the series and its threshold are matched, in addition to the service's labels, e.g. `routes`. Default: none. */
  readonly by: readonly string[];
  /** A second condition that must also hold. Default: none. */
  readonly guard: Guard | undefined;
  /**
   * The number of events, e.g. failed requests, that is compared with `least` in the catalogue. It has at least the labels of `series`.
   * Undefined if `thresholdSpecs` has no `counts` for the key.
   */
  readonly counts: Promql | undefined;
  /** If true, the alert also fires when the value equals the threshold, e.g. at 100 % of a quota. Default: false. */
  readonly atThreshold: boolean;
}

/** Operator of a comparison with a fixed number. */
export type Comparison = ">" | "<" | "<=" | "==";

/** The left side of a comparison with a number. A `Series` can be passed as it is. */
export interface Measured extends Pick<Series, "name" | "help" | "dimension"> {
  /** The expression to compare. Default: the series itself. */
  readonly compared?: Promql;
}

/** A condition that compares an expression with a fixed number. No service can override the number. */
export interface Fixed {
  readonly type: "fixed";
  /** The series that is compared. A panel can draw the number as a line, see `fixedLines`. */
  readonly series: MetricName;
  /** Description of the compared value, as a noun phrase. */
  readonly help: string;
  readonly dimension: Series["dimension"];
  /** The compared expression: the series itself, or an expression over it. */
  readonly compared: Promql;
  readonly comparison: Comparison;
  /** The number, in the unit of the compared value. */
  readonly value: number;
  /** What a true comparison means, in words. Set only if the number alone is unclear, e.g. for a state that is 0 or 1. */
  readonly when: string | undefined;
  /** An alternative condition: the alert fires if the comparison or this condition is true. */
  readonly or: Expression | undefined;
}

/** A condition that is any PromQL expression. */
export interface Expression {
  readonly type: "expression";
  /** Description of the condition. It completes the sentence "The alert fires when ...". */
  readonly when: string;
  readonly expr: Promql;
  /** Names of the metrics that the expression reads, sorted. */
  readonly reads: readonly string[];
}

/** When an alert fires. The rule's PromQL, the threshold lines in panels and the sentence in the runbook are rendered from this data. */
export type Condition = Threshold | Fixed | Burning | Expression;

/** Defines a threshold. `proven` must have exactly the severities that have no default. */
export function defineThreshold<Key extends ThresholdKey, const Defaults extends ThresholdValues>(of: {
  readonly key: Key;
  readonly series: Series;
  readonly defaults: Defaults;
  readonly proven: Readonly<Record<Exclude<Severity, keyof Defaults>, number>>;
  readonly waits: Waits;
  readonly lag?: number;
  readonly by?: readonly string[];
  readonly guard?: Guard;
  readonly counts?: Promql;
  readonly atThreshold?: boolean;
}): Threshold<Key> & { readonly defaults: Defaults } {
  const none = { guard: undefined, counts: undefined, by: [], lag: 0, atThreshold: false };
  return { type: "threshold", direction: thresholdSpecs[of.key].worse, ...none, ...of };
}

/** Defines a comparison of a series, or of an expression over the series, with a fixed number. */
export const fixed = (
  { name, help, dimension, compared = promql`${name}` }: Measured,
  comparison: Comparison,
  value: number,
  { when, or }: Partial<Pick<Fixed, "when" | "or">> = {},
): Fixed => ({ type: "fixed", series: name, help, dimension, comparison, value, compared, when, or });

/** Defines a condition from any PromQL expression. `when` describes when the expression has a result. */
export const expression = (when: string, expr: Promql): Expression => ({ type: "expression", when, expr, reads: expr.metrics });

/** Name of the recorded series with the thresholds that the catalogue sets for a key, e.g. `latencyP95` -> `threshold:latency_p95`. */
export const thresholdMetric = (key: ThresholdKey): MetricName =>
  metric(`threshold:${key.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)}`);

/**
 * Name of the recorded series that keeps an alert from firing until the longer `for` of a service has passed. The series has the labels of
 * the compared series and the label `severity`. A service that uses the `for` of the rule has no such series.
 */
export const waitingMetric = (key: ThresholdKey): MetricName => metric(`${thresholdMetric(key).text}:waiting`);

/** Name of the recorded series with each `least` that the catalogue sets for a key. A service without `least` has no such series. */
export const leastMetric = (key: ThresholdKey): MetricName => metric(`${thresholdMetric(key).text}:least`);

const comparisons: Readonly<Record<Comparison, Promql>> = { ">": promql`>`, "<": promql`<`, "<=": promql`<=`, "==": promql`==` };

/**
 * The threshold of each service at a severity: the one that the catalogue sets, or else the default. The default covers only services with
 * the compared series.
 */
export function appliedThresholds({ key, series, defaults }: Pick<Threshold, "key" | "series" | "defaults">, severity: Severity): Promql {
  const on = labels(...serviceKey);
  const own = select(thresholdMetric(key), { severity: is(severity) });
  const fallback = defaults[severity];
  return fallback === undefined
    ? promql`${own}`
    : promql`
        (
            ${own}
          or on (${on})
            group by (${on}) (${series.name}) * ${scalar(fallback)}
        )`;
}

/** Compares the series with the threshold of its service. The default threshold covers only series without the labels in `by`. */
function thresholdExpression(threshold: Threshold, severity: Severity): Promql {
  const { key, series, direction, by, guard, counts, atThreshold } = threshold;
  const each = labels(...serviceKey, ...series.extra);
  const beyond = direction === "above" ? promql`>` : promql`<`;
  const operator = atThreshold ? promql`${beyond}=` : beyond;
  const on = labels(...serviceKey, ...by);
  const thresholds = appliedThresholds(threshold, severity);
  const compared = promql`
    ${series.name}
      ${operator} on (${on}) group_left ()
        ${thresholds}
    unless on (${each})
      ${select(waitingMetric(key), { severity: is(severity) })}`;
  const enough =
    counts === undefined
      ? compared
      : promql`
    ${compared}
    unless on (${each})
      ${counts} < on (${on}) group_left () ${select(leastMetric(key), { severity: is(severity) })}`;
  return guard === undefined
    ? enough
    : promql`
    ${enough}
    and on (${each})
      ${guard.expr}`;
}

function fixedExpression({ compared, comparison, value, or }: Fixed): Promql {
  const first = promql`${compared} ${comparisons[comparison]} ${scalar(value)}`;
  return or === undefined
    ? first
    : promql`
    ${first}
      or
    ${or.expr}`;
}

/** The PromQL of an alerting rule, from the alert's condition and severity. */
export function expressionOf({ condition, severity }: { readonly condition: Condition; readonly severity: Severity }): Promql {
  switch (condition.type) {
    case "threshold":
      return thresholdExpression(condition, severity);
    case "fixed":
      return fixedExpression(condition);
    case "burning":
      return burningExpression(condition);
    case "expression":
      return condition.expr;
  }
}

/** Names of the raw metrics and recorded series that an alert reads, sorted. */
export const readsOf = (alert: Parameters<typeof expressionOf>[0]): readonly string[] =>
  alert.condition.type === "expression" ? alert.condition.reads : expressionOf(alert).metrics;
