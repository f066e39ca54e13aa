import { thresholdSpecs, type Severity, type ThresholdKey, type ThresholdValues } from "../exporters/model/thresholds";
import { burningExpression, type Burning } from "./burning";
import { is, labels, metric, promql, scalar, select, type MetricName, type Promql } from "./promql";
import { serviceKey, type Series } from "./series";

/** A canonical series compared with a threshold: the service's own threshold where it has one, else the default. */
export interface Threshold<Key extends ThresholdKey = ThresholdKey> {
  readonly type: "threshold";
  readonly key: Key;
  readonly series: Series;
  /** On which side of the threshold the alert fires. */
  readonly direction: "above" | "below";
  /** Default thresholds, in base units. A severity without a default has an alert only where some service sets its own threshold. */
  readonly defaults: ThresholdValues;
  /** The proof service's own threshold at each severity without a default, in base units, so that those alerts have proofs too. */
  readonly proven: ThresholdValues;
  /** A further condition on the same labels (service and the series' extra labels), e.g. enough traffic. */
  readonly guard: Promql | undefined;
  /** Fire at the threshold itself, not only beyond it, e.g. at 100 % of a quota. */
  readonly atThreshold: boolean;
}

/** Operator of a fixed comparison. */
export type Comparison = ">" | "<" | "<=" | "==";

/** The left side of a comparison with a number; a recorded series is one. */
export interface Measured extends Pick<Series, "name" | "help" | "dimension"> {
  /** Expression over the series. Default: the series itself. */
  readonly compared?: Promql;
}

/** A comparison with a fixed number, which no service can override. */
export interface Fixed {
  readonly type: "fixed";
  /** The compared series; a panel that shows it draws the number as a line. */
  readonly series: MetricName;
  /** Description of the compared value, and its unit. */
  readonly help: string;
  readonly dimension: Series["dimension"];
  /** The compared expression: the series itself, or an expression over it. */
  readonly compared: Promql;
  readonly comparison: Comparison;
  /** In the unit of the compared value. */
  readonly value: number;
  /** What it means that the comparison holds, where the number alone is unclear, e.g. for a state that is 0 or 1. */
  readonly when: string | undefined;
  /** An alternative condition that also fires the alert. */
  readonly or: Expression | undefined;
}

/** Any condition that is not a comparison with one number. */
export interface Expression {
  readonly type: "expression";
  /** When it fires, in words: the end of the sentence "It fires when ...". */
  readonly when: string;
  readonly expr: Promql;
  /** The metrics that it reads, sorted. */
  readonly reads: readonly string[];
}

/** An alert's condition as data. The rule, the panel's threshold lines and the runbook's sentence are rendered from it. */
export type Condition = Threshold | Fixed | Burning | Expression;

/** Defines a threshold. `proven` must have exactly the severities without a default. */
export function defineThreshold<Key extends ThresholdKey, const Defaults extends ThresholdValues>(of: {
  readonly key: Key;
  readonly series: Series;
  readonly defaults: Defaults;
  readonly proven: Readonly<Record<Exclude<Severity, keyof Defaults>, number>>;
  readonly guard?: Promql;
  readonly atThreshold?: boolean;
}): Threshold<Key> & { readonly defaults: Defaults } {
  return { type: "threshold", direction: thresholdSpecs[of.key].worse, atThreshold: false, guard: undefined, ...of };
}

/** A comparison of a series, or an expression over it, with a number. */
export const fixed = (
  { name, help, dimension, compared = promql`${name}` }: Measured,
  comparison: Comparison,
  value: number,
  { when, or }: Partial<Pick<Fixed, "when" | "or">> = {},
): Fixed => ({ type: "fixed", series: name, help, dimension, comparison, value, compared, when, or });

/** An expression with its metrics, and a description of when it has a result. */
export const expression = (when: string, expr: Promql): Expression => ({ type: "expression", when, expr, reads: expr.metrics });

/** Name of the series with services' own thresholds, e.g. `latencyP95` -> `threshold:latency_p95`. */
export const thresholdMetric = (key: ThresholdKey): MetricName =>
  metric(`threshold:${key.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)}`);

const comparisons: Readonly<Record<Comparison, Promql>> = { ">": promql`>`, "<": promql`<`, "<=": promql`<=`, "==": promql`==` };

/** Compares the series with the service's own threshold where it has one, else with the default, if any. */
function thresholdExpression({ key, series, direction, defaults, guard, atThreshold }: Threshold, severity: Severity): Promql {
  const on = labels(...serviceKey);
  const beyond = direction === "above" ? promql`>` : promql`<`;
  const operator = atThreshold ? promql`${beyond}=` : beyond;
  const own = select(thresholdMetric(key), { severity: is(severity) });
  const fallback = defaults[severity];
  const thresholds =
    fallback === undefined
      ? promql`${own}`
      : promql`
        (
            ${own}
          or on (${on})
            ${scalar(fallback)} * group by (${on}) (${series.name})
        )`;
  const compared = promql`
    ${series.name}
      ${operator} on (${on}) group_left ()
        ${thresholds}`;
  return guard === undefined
    ? compared
    : promql`
    ${compared}
    and on (${labels(...serviceKey, ...series.extra)})
      ${guard}`;
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

/** The PromQL of a rule: its condition at its severity. */
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

/** The metrics and recorded series that an alert reads, sorted. */
export const readsOf = (alert: Parameters<typeof expressionOf>[0]): readonly string[] =>
  alert.condition.type === "expression" ? alert.condition.reads : expressionOf(alert).metrics;
