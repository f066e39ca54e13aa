import { parser } from "@prometheus-io/lezer-promql";
import { expressionOf } from "../condition";
import type { Alert, RuleGroup } from "../model";

type Node = ReturnType<typeof parser.parse>["topNode"];

/** A target, a service that pushes, or Prometheus itself, and the raw series it can produce. */
export interface Producer {
  /** Labels that every series of it carries, with their values. */
  readonly labels: Readonly<Record<string, string>>;
  /** Label names of a metric beside those; undefined where it does not produce the metric. */
  readonly metric: (name: string) => readonly string[] | undefined;
}

/** One selector that nothing can fill. */
export type Missing = string;

const children = (node: Node): Node[] => {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
};

interface Matcher {
  readonly label: string;
  readonly accepts: (value: string) => boolean;
}

function matcherOf(label: string, operator: string, quoted: string): Matcher {
  const value = quoted.slice(1, -1);
  const pattern = (): RegExp => new RegExp(`^(?:${value})$`);
  switch (operator) {
    case "=":
      return { label, accepts: (text) => text === value };
    case "!=":
      return { label, accepts: (text) => text !== value };
    case "=~":
      return { label, accepts: (text) => pattern().test(text) };
    default:
      return { label, accepts: (text) => !pattern().test(text) };
  }
}

/** A label with a value of the target's must have a value that is accepted; one the program chooses may; one that is not there is empty. */
const fills = (producer: Producer, metric: string, matchers: readonly Matcher[]): boolean => {
  const chosen = producer.metric(metric);
  return chosen !== undefined && matchers.every(({ label, accepts }) => chosen.includes(label) || accepts(producer.labels[label] ?? ""));
};

const operand = new Set([
  "BinaryExpr",
  "AggregateExpr",
  "FunctionCall",
  "VectorSelector",
  "MatrixSelector",
  "SubqueryExpr",
  "ParenExpr",
  "UnaryExpr",
  "OffsetExpr",
  "StepInvariantExpr",
  "NumberDurationLiteral",
  "NumberDurationLiteralInDurationContext",
  "StringLiteral",
]);

/** Whether an expression can have a result where these rules run and these producers are; every selector that nothing fills is noted. */
class Reach {
  readonly missing = new Set<Missing>();
  private readonly records = new Map<string, readonly string[]>();
  private readonly under = new Set<string>();
  private readonly reached = new Map<string, boolean>();
  /** How often a series that is being looked at was met again; a "no" that depends on that holds in that place only. */
  private cuts = 0;

  constructor(
    groups: readonly RuleGroup[],
    private readonly producers: readonly Producer[],
  ) {
    for (const { record, expr } of groups.flatMap(({ recordings }) => recordings))
      this.records.set(record.text, [...(this.records.get(record.text) ?? []), expr.text]);
  }

  can(expression: string): boolean {
    return this.visit(expression, parser.parse(expression).topNode);
  }

  /** A recorded series is there where any rule that records it has a result; one that reads its own last result needs another. */
  private recorded(name: string, rules: readonly string[]): boolean {
    const reached = this.reached.get(name);
    if (reached !== undefined) return reached;
    if (this.under.has(name)) {
      this.cuts += 1;
      return false;
    }
    const cuts = this.cuts;
    this.under.add(name);
    const can = rules.map((rule) => this.can(rule)).some(Boolean);
    this.under.delete(name);
    if (can || cuts === this.cuts) this.reached.set(name, can);
    return can;
  }

  private selector(expression: string, node: Node): boolean {
    const text = (at: Node): string => expression.slice(at.from, at.to);
    const identifier = node.getChild("Identifier");
    const metric = identifier === null ? "" : text(identifier);
    const rules = this.records.get(metric);
    if (rules !== undefined) return this.recorded(metric, rules);
    const matchers = (node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? []).map((matcher) => {
      const [label = "", operator = "", value = ""] = children(matcher).map(text);
      return matcherOf(label, operator, value);
    });
    const filled = this.producers.some((producer) => fills(producer, metric, matchers));
    if (!filled) this.missing.add(text(node).replace(/\s+/g, " "));
    return filled;
  }

  private visit(expression: string, node: Node): boolean {
    const operands = children(node).filter(({ name }) => operand.has(name));
    const can = (at: Node | undefined): boolean => at === undefined || this.visit(expression, at);
    switch (node.name) {
      case "VectorSelector":
        return this.selector(expression, node);
      case "AggregateExpr":
      case "FunctionCall": {
        const name = node.getChild("FunctionIdentifier");
        if (name !== null && expression.slice(name.from, name.to).startsWith("absent")) return true;
        const inside = children(node.getChild("FunctionCallBody") ?? node).filter((child) => operand.has(child.name));
        return inside.map(can).every(Boolean);
      }
      case "BinaryExpr": {
        const [left, right] = operands.map(can);
        if (node.getChild("Unless") !== null) return left ?? true;
        if (node.getChild("Or") !== null) return (left ?? true) || (right ?? true);
        return (left ?? true) && (right ?? true);
      }
      default:
        return operands.map(can).every(Boolean);
    }
  }
}

/** Selectors because of which an alert can never fire where these rules run; none where it can. */
export function unreachable(
  alert: Pick<Alert, "condition" | "severity">,
  groups: readonly RuleGroup[],
  producers: readonly Producer[],
): Missing[] {
  const reach = new Reach(groups, producers);
  return reach.can(expressionOf(alert).text) ? [] : [...reach.missing].sort();
}
