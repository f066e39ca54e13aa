import { thresholdSpecs, type Severity, type ThresholdKey, type ThresholdValues } from "../exporters/model/thresholds";
import { burningExpression, type Burning } from "./burning";
import { is, labels, metric, promql, scalar, select, type MetricName, type Promql } from "./promql";
import { serviceKey, type Series } from "./series";

/** A canonical series compared with a threshold that a service may set: its own where it has one, else the default. */
export interface Threshold<Key extends ThresholdKey = ThresholdKey> {
  readonly type: "threshold";
  readonly key: Key;
  readonly series: Series;
  /** On which side of the threshold the alert fires. */
  readonly direction: "above" | "below";
  /** Thresholds of services that set none, in base units. A severity without one has an alert only where some service sets it. */
  readonly defaults: ThresholdValues;
  /** The proof service's own threshold at each severity without default, in base units, so that those alerts are proven too. */
  readonly proven: ThresholdValues;
  /** A further condition on the same thing (service and the series' extra labels), e.g. enough traffic to judge. */
  readonly guard: Promql | undefined;
  /** Fire at the threshold itself, not only beyond it: what is used up to 100 % is used up. */
  readonly atThreshold: boolean;
}

/** How a fixed comparison compares. */
export type Comparison = ">" | "<" | "<=" | "==";

/** What is compared with a number; a recorded series is one. */
export interface Measured extends Pick<Series, "name" | "help" | "dimension"> {
  /** What is made of the series; the series itself by default. */
  readonly compared?: Promql;
}

/** A comparison with a number that no service can change. */
export interface Fixed {
  readonly type: "fixed";
  /** The series the comparison is about; a panel that shows it draws the number as a line. */
  readonly series: MetricName;
  /** What is compared, in words, and its unit. */
  readonly help: string;
  readonly dimension: Series["dimension"];
  /** What is compared: the series itself, or what is made of it. */
  readonly compared: Promql;
  readonly comparison: Comparison;
  /** In the unit of what is compared. */
  readonly value: number;
  /** What it means that the comparison holds, where the number alone says little, as for a state that is 0 or 1. */
  readonly when: string | undefined;
  /** Something else that fires the alert as well. */
  readonly or: Expression | undefined;
}

/** Anything that is no comparison with one number. */
export interface Expression {
  readonly type: "expression";
  /** When it fires, in words: the end of the sentence "It fires when ...". */
  readonly when: string;
  readonly expr: Promql;
  /** The metrics it reads, sorted. */
  readonly reads: readonly string[];
}

/** What an alert fires on, as data; the rule, the panel's lines and the runbook's sentence are printed from it. */
export type Condition = Threshold | Fixed | Burning | Expression;

/** A threshold. `proven` must name exactly the severities that have no default. */
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

/** A comparison of a series, or of what is made of it, with a number. */
export const fixed = (
  { name, help, dimension, compared = promql`${name}` }: Measured,
  comparison: Comparison,
  value: number,
  { when, or }: Partial<Pick<Fixed, "when" | "or">> = {},
): Fixed => ({ type: "fixed", series: name, help, dimension, comparison, value, compared, when, or });

/** An expression with the metrics that were put into it, and when it has a result, in words. */
export const expression = (when: string, expr: Promql): Expression => ({ type: "expression", when, expr, reads: expr.metrics });

/** Name of the recorded own thresholds of services, e.g. `latencyP95` -> `threshold:latency_p95`. */
export const thresholdMetric = (key: ThresholdKey): MetricName =>
  metric(`threshold:${key.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)}`);

const comparisons: Readonly<Record<Comparison, Promql>> = { ">": promql`>`, "<": promql`<`, "<=": promql`<=`, "==": promql`==` };

/** The series compared with the service's own threshold where it has one, else with the default, where there is one. */
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

/** The PromQL of a rule: what its condition is at its severity. */
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
