import { expressionOf } from "../condition";
import type { Alert, RuleGroup } from "../model";
import { print } from "../promql/canonical";
import { readExpression, type Expr, type Matcher } from "../promql/expression";
import { passes } from "../promql/label-sets";

/** A source of raw series: a target, or a service that pushes its metrics. */
export interface Producer {
  /** Labels and values that all series of the producer have. */
  readonly labels: Readonly<Record<string, string>>;
  /** Additional label names of a metric. Undefined if the producer does not have the metric. */
  readonly metric: (name: string) => readonly string[] | undefined;
}

/** PromQL of a selector that no series can match. */
export type Missing = string;

/**
 * Whether the producer has a series of the metric that passes the matchers. A label that the metric adds may have any value. Any other
 * label has the producer's value, or is empty if the producer does not have the label.
 */
const fills = (producer: Producer, metric: string, matchers: readonly Matcher[]): boolean => {
  const chosen = producer.metric(metric);
  return (
    chosen !== undefined &&
    matchers.every((matcher) => chosen.includes(matcher.label) || passes(matcher, producer.labels[matcher.label] ?? ""))
  );
};

/** Determines whether expressions can have a result with the given rules and producers. `missing` collects selectors without raw series. */
class Reach {
  readonly missing = new Set<Missing>();
  private readonly records = new Map<string, readonly string[]>();
  private readonly under = new Set<string>();
  private readonly reached = new Map<string, boolean>();
  /**
   * How often the recursion stopped at a series that is being evaluated. A negative result that depends on such a stop must not be cached.
   */
  private cuts = 0;

  constructor(
    groups: readonly RuleGroup[],
    private readonly producers: readonly Producer[],
  ) {
    for (const { record, expr } of groups.flatMap(({ recordings }) => recordings))
      this.records.set(record.text, [...(this.records.get(record.text) ?? []), expr.text]);
  }

  /** Whether any rule of the recorded series can have a result. A rule that reads only its own previous result never has one. */
  private recorded(name: string, rules: readonly string[]): boolean {
    const reached = this.reached.get(name);
    if (reached !== undefined) return reached;
    if (this.under.has(name)) {
      this.cuts += 1;
      return false;
    }
    const cuts = this.cuts;
    this.under.add(name);
    const can = rules.map((rule) => this.can(readExpression(rule))).some(Boolean);
    this.under.delete(name);
    if (can || cuts === this.cuts) this.reached.set(name, can);
    return can;
  }

  private selector(expr: Expr & { type: "selector" }): boolean {
    const rules = this.records.get(expr.metric);
    if (rules !== undefined) return this.recorded(expr.metric, rules);
    const filled = this.producers.some((producer) => fills(producer, expr.metric, expr.matchers));
    if (!filled) this.missing.add(print(expr));
    return filled;
  }

  can(expr: Expr): boolean {
    switch (expr.type) {
      case "number":
      case "string":
        return true;
      case "selector":
        return this.selector(expr);
      case "range":
      case "shifted":
      case "unary":
        return this.can(expr.of);
      case "call":
        if (expr.name.startsWith("absent")) return true;
        return expr.args.map((arg) => this.can(arg)).every(Boolean);
      case "aggregate":
        return expr.args.map((arg) => this.can(arg)).every(Boolean);
      case "binary": {
        const [left, right] = [this.can(expr.left), this.can(expr.right)];
        return expr.op === "unless" ? left : expr.op === "or" ? left || right : left && right;
      }
      case "other":
        throw new Error(`PromQL that the reachability check does not support: ${expr.text}`);
    }
  }
}

/** If an alert can never fire, returns the selectors in its rules that match no raw series. Empty if the alert can fire. */
export function unreachable(
  alert: Pick<Alert, "condition" | "severity">,
  groups: readonly RuleGroup[],
  producers: readonly Producer[],
): Missing[] {
  const reach = new Reach(groups, producers);
  return reach.can(readExpression(expressionOf(alert).text)) ? [] : [...reach.missing].sort();
}
