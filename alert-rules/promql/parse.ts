import { syntaxOf, type SyntaxNode } from "./syntax";

/** One use of a metric in an expression. */
export interface MetricUse {
  readonly metric: string;
  /** Labels of the metric that the expression reads: in matchers, in a surrounding `by` clause, or in `label_replace` or `label_join`. */
  readonly labels: readonly string[];
}

/** The metrics that an expression reads, and its syntax errors. */
export interface ParsedExpression {
  readonly uses: readonly MetricUse[];
  /** Parts of the expression that do not parse. Empty if the expression is valid. */
  readonly errors: readonly string[];
}

const textOf = (expression: string, node: SyntaxNode): string => expression.slice(node.from, node.to);

function* below(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    yield child;
    yield* below(child);
  }
}

const unquote = (text: string): string => text.slice(1, -1);

/** Labels that the `by (...)` clause of an aggregation keeps. Empty for `without`, and if there is no clause. */
function keptLabels(expression: string, aggregation: SyntaxNode): string[] {
  const modifier = aggregation.getChild("AggregateModifier");
  if (modifier?.getChild("By") === null || modifier === null) return [];
  return [...below(modifier)].filter((node) => node.name === "LabelName").map((node) => textOf(expression, node));
}

/** The label that `label_replace` or `label_join` writes, and the labels that it reads. Undefined for any other function. */
function relabelled(expression: string, call: SyntaxNode): { readonly writes: string; readonly reads: readonly string[] } | undefined {
  const name = call.getChild("FunctionIdentifier");
  const body = call.getChild("FunctionCallBody");
  if (name === null || body === null || !/^label_(replace|join)$/.test(textOf(expression, name))) return undefined;
  const texts = body.getChildren("StringLiteral").map((node) => unquote(textOf(expression, node)));
  const [writes = "", second = "", third = ""] = texts;
  return textOf(expression, name) === "label_replace"
    ? { writes, reads: [third] }
    : { writes, reads: [third, ...texts.slice(3)].filter((label) => label !== second) };
}

/** Labels of the selected series that the surrounding expression needs, e.g. those in a `by` clause. */
function neededAround(expression: string, selector: SyntaxNode): string[] {
  const needed = new Set<string>();
  const made = new Set<string>();
  for (let node = selector.parent; node !== null; node = node.parent) {
    if (node.name === "AggregateExpr") {
      for (const label of keptLabels(expression, node)) if (!made.has(label)) needed.add(label);
    }
    const change = node.name === "FunctionCall" ? relabelled(expression, node) : undefined;
    if (change === undefined) continue;
    for (const label of change.reads) needed.add(label);
    made.add(change.writes);
  }
  return [...needed];
}

function metricOf(expression: string, selector: SyntaxNode): { metric: string; matched: string[] } {
  const name = selector.getChild("Identifier");
  const matchers = [...below(selector)].filter((node) => node.name === "UnquotedLabelMatcher");
  const pairs = matchers.map((node) => {
    const label = node.getChild("LabelName");
    const value = node.getChild("StringLiteral");
    return [label === null ? "" : textOf(expression, label), value === null ? "" : unquote(textOf(expression, value))] as const;
  });
  const byName = pairs.find(([label]) => label === "__name__")?.[1] ?? "";
  return {
    metric: name === null ? byName : textOf(expression, name),
    matched: pairs.map(([label]) => label).filter((label) => label !== "__name__"),
  };
}

/** Parses an expression with the grammar of Prometheus' query editor. Replace variables such as `$__rate_interval` before the call. */
export function parsePromql(expression: string): ParsedExpression {
  const uses: MetricUse[] = [];
  const errors: string[] = [];
  const nodes = [...below(syntaxOf(expression))];
  for (const node of nodes) {
    if (node.type.isError) errors.push(expression.slice(Math.max(0, node.from - 20), node.to + 20));
    if (node.name !== "VectorSelector") continue;
    const { metric, matched } = metricOf(expression, node);
    uses.push({ metric, labels: [...new Set([...matched, ...neededAround(expression, node)])].sort() });
  }
  return { uses, errors };
}
