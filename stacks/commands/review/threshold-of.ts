import type { Expr } from "../../../alert-rules/promql/expression";
import type { AlertRule, Side } from "./side";

/** The threshold that an alert's condition compares with. Each service can have its own value. */
export interface ThresholdOf {
  /** Name of the recorded threshold series. */
  readonly metric: string;
  /** Default for services without a recorded threshold; undefined when there is none. */
  readonly fallback: number | undefined;
  readonly direction: "above" | "below";
}

const isThreshold = (expr: Expr): expr is Expr & { type: "selector" } => expr.type === "selector" && expr.metric.startsWith("threshold:");

/** Matches `group by (...) (...) * number`: the default threshold for each service that has a series in the aggregation. */
const isFallback = (expr: Expr): expr is Expr & { type: "binary" } =>
  expr.type === "binary" && expr.op === "*" && expr.right.type === "number" && expr.left.type === "aggregate" && expr.left.op === "group";

function find<Found extends Expr>(expr: Expr, is: (expr: Expr) => expr is Found): Found | undefined {
  if (is(expr)) return expr;
  const below = expr.type === "binary" ? [expr.left, expr.right] : expr.type === "call" || expr.type === "aggregate" ? expr.args : [];
  for (const part of below) {
    const found = find(part, is);
    if (found !== undefined) return found;
  }
  return undefined;
}

const comparesThreshold = (expr: Expr): expr is Expr & { type: "binary" } =>
  expr.type === "binary" && /^[<>]=?$/.test(expr.op) && find(expr.right, isThreshold) !== undefined;

/** The threshold that an alert compares with; undefined when the alert has none. */
export function thresholdOf({ expr }: AlertRule): ThresholdOf | undefined {
  const comparison = find(expr, comparesThreshold);
  const own = comparison && find(comparison.right, isThreshold);
  if (comparison === undefined || own === undefined) return undefined;
  const fallback = find(comparison.right, isFallback)?.right;
  return {
    metric: own.metric,
    fallback: fallback?.type === "number" ? fallback.value : undefined,
    direction: comparison.op.startsWith(">") ? "above" : "below",
  };
}

/** The condition with 0 as its default threshold, so that a comparison of conditions ignores the default. */
export function withoutFallback(expr: Expr): Expr {
  if (isFallback(expr)) return { ...expr, right: { type: "number", value: 0 } };
  return expr.type === "binary" ? { ...expr, left: withoutFallback(expr.left), right: withoutFallback(expr.right) } : expr;
}

/**
 * The thresholds and minimums that are recorded for services (own values and overrides), by `ownKey`. The threshold `NaN` means that the
 * alert is off for the service.
 */
export function ownThresholds({ recordings }: Side): ReadonlyMap<string, number> {
  return new Map(
    recordings.flatMap(({ name, labels, expr }) => {
      if (!name.startsWith("threshold:") || labels === undefined || expr.type !== "number") return [];
      return [[ownKey(name, `${labels["system"] ?? ""}/${labels["service"] ?? ""}`, labels["severity"] ?? ""), expr.value] as const];
    }),
  );
}

export const ownKey = (metric: string, service: string, severity: string): string => [metric, service, severity].join(" ");
