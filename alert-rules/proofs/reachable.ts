import { expressionOf } from "../condition";
import type { Alert, RuleGroup } from "../model";
import { print } from "../promql/canonical";
import { readExpression, type Expr, type Matcher } from "../promql/expression";
import { passes } from "../promql/label-sets";

/** A source of raw series: a target, a service that pushes, or Prometheus itself. */
export interface Producer {
  /** Labels of all its series, with their values. */
  readonly labels: Readonly<Record<string, string>>;
  /** Further label names of a metric; undefined where it does not produce the metric. */
  readonly metric: (name: string) => readonly string[] | undefined;
}

/** A selector that no series can match. */
export type Missing = string;

/** A target label's value must pass the matcher; a label set by the program can have any value; a missing label is empty. */
const fills = (producer: Producer, metric: string, matchers: readonly Matcher[]): boolean => {
  const chosen = producer.metric(metric);
  return (
    chosen !== undefined &&
    matchers.every((matcher) => chosen.includes(matcher.label) || passes(matcher, producer.labels[matcher.label] ?? ""))
  );
};

/** Whether an expression can have a result with these rules and producers; records every selector that matches nothing. */
class Reach {
  readonly missing = new Set<Missing>();
  private readonly records = new Map<string, readonly string[]>();
  private readonly under = new Set<string>();
  private readonly reached = new Map<string, boolean>();
  /** How often a series under evaluation was reached again; a negative result that depends on that must not be cached. */
  private cuts = 0;

  constructor(
    groups: readonly RuleGroup[],
    private readonly producers: readonly Producer[],
  ) {
    for (const { record, expr } of groups.flatMap(({ recordings }) => recordings))
      this.records.set(record.text, [...(this.records.get(record.text) ?? []), expr.text]);
  }

  /** A recorded series exists if any of its rules has a result; a rule that reads its own previous result needs another one. */
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

/** Selectors because of which an alert can never fire with these rules; empty where it can. */
export function unreachable(
  alert: Pick<Alert, "condition" | "severity">,
  groups: readonly RuleGroup[],
  producers: readonly Producer[],
): Missing[] {
  const reach = new Reach(groups, producers);
  return reach.can(readExpression(expressionOf(alert).text)) ? [] : [...reach.missing].sort();
}
