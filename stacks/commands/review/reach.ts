import type { Expr } from "../../../alert-rules/promql/expression";
import { print } from "../../../alert-rules/promql/canonical";
import type { Seen } from "./compared";
import type { AlertRule } from "./side";

/** All selectors in an expression. */
export function selectorsOf(expr: Expr): (Expr & { type: "selector" })[] {
  switch (expr.type) {
    case "selector":
      return [expr];
    case "range":
    case "shifted":
    case "unary":
      return selectorsOf(expr.of);
    case "call":
    case "aggregate":
      return expr.args.flatMap(selectorsOf);
    case "binary":
      return [...selectorsOf(expr.left), ...selectorsOf(expr.right)];
    case "number":
    case "string":
    case "other":
      return [];
  }
}

/** Names of the metrics and recorded series that an expression reads, directly or through other recorded series. */
export function readsOf({ side }: Seen, expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: Expr): void => {
    for (const { metric } of selectorsOf(part)) {
      if (found.has(metric)) continue;
      found.add(metric);
      for (const recording of side.recordings) if (recording.name === metric) visit(recording.expr);
    }
  };
  visit(expr);
  return found;
}

/** Explains why an alert cannot fire. Names a missing series, preferably a raw metric; if no series is missing, the alert's selectors. */
export function whyNot(seen: Seen, alert: AlertRule): string {
  const missing = [...readsOf(seen, alert.expr)].filter((metric) => !metric.startsWith("threshold:") && !seen.world.has(metric));
  const raw = missing.find((metric) => !seen.side.recordings.some(({ name }) => name === metric));
  const first = raw ?? missing[0];
  return first === undefined ? `nothing matches ${selectorsOf(alert.expr).map(print).join(", ")}` : `no target or rule provides ${first}`;
}
