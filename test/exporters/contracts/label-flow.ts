import { syntaxOf, type SyntaxNode as Node } from "../../../alert-rules/promql/syntax";

/** The equality matchers of a selector. They identify the program that exposes the metric. */
export type Matchers = Readonly<Record<string, string>>;

/** Returns the labels that a metric's series can have, or undefined if no program exposes the metric. */
export type Known = (metric: string, matchers: Matchers) => ReadonlySet<string> | undefined;

/** A metric or label that an expression reads but that does not exist. */
export type Missing =
  | { readonly is: "metric"; readonly metric: string; readonly matchers: Matchers }
  | { readonly is: "label"; readonly label: string; readonly of: string; readonly known: readonly string[] };

/** The labels that the series of an expression's result can have, and the metrics and labels that are missing. */
export interface Flow {
  readonly labels: ReadonlySet<string>;
  readonly missing: readonly Missing[];
}

/** The value of a part of an expression. Missing labels of an unknown metric are not reported, because the metric itself is reported. */
interface Value {
  readonly is: "number" | "series" | "unknown";
  readonly labels: ReadonlySet<string>;
}

const number: Value = { is: "number", labels: new Set() };
const unknown: Value = { is: "unknown", labels: new Set() };
const series = (labels: Iterable<string>): Value => ({ is: "series", labels: new Set(labels) });
const changed = (from: Value, labels: Iterable<string>): Value => ({ ...from, labels: new Set(labels) });

const trees = new Map<string, Node>();
function parse(expression: string): Node {
  const tree = trees.get(expression) ?? syntaxOf(expression);
  trees.set(expression, tree);
  return tree;
}
const expressions = new Set([
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
  "StringLiteral",
]);
const aggregated = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

const children = (node: Node): Node[] => {
  const found: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
};

/** Derives the labels of an expression's result from its selectors. */
export function labelFlow(expression: string, known: Known): Flow {
  const missing: Missing[] = [];
  const text = (node: Node): string => expression.slice(node.from, node.to);
  const unquoted = (node: Node): string => text(node).slice(1, -1);
  const names = (node: Node | null): string[] => (node === null ? [] : node.getChildren("LabelName").map(text));
  const operands = (node: Node): Node[] => children(node).filter((child) => expressions.has(child.name));

  const need = (labels: readonly string[], value: Value, of: Node): void => {
    if (value.is === "unknown") return;
    for (const label of labels)
      if (!value.labels.has(label)) missing.push({ is: "label", label, of: text(of), known: [...value.labels].sort() });
  };

  function selector(node: Node): Value {
    const all = children(node).flatMap((child) => (child.name === "LabelMatchers" ? child.getChildren("UnquotedLabelMatcher") : []));
    const matchers = all.map((matcher) => {
      const [label, op, value] = children(matcher);
      return { label: label ? text(label) : "", op: op ? text(op) : "", value: value ? unquoted(value) : "" };
    });
    const identifier = node.getChild("Identifier");
    const equal = Object.fromEntries(matchers.filter(({ op }) => op === "=").map(({ label, value }) => [label, value]));
    const metric = identifier === null ? (equal["__name__"] ?? "") : text(identifier);
    const labels = known(metric, equal);
    if (labels === undefined) {
      missing.push({ is: "metric", metric, matchers: equal });
      return unknown;
    }
    const value = series(labels);
    need(
      matchers.map(({ label }) => label).filter((label) => label !== "__name__"),
      value,
      node,
    );
    return value;
  }

  function aggregate(node: Node): Value {
    const inner = operands(node.getChild("FunctionCallBody") ?? node).at(-1);
    const value = inner === undefined ? series([]) : visit(inner);
    const op = node.getChild("AggregateOp");
    const modifier = node.getChild("AggregateModifier");
    const listed = names(modifier?.getChild("GroupingLabels") ?? null);
    if (modifier !== null && inner !== undefined) need(listed, value, inner);
    if (op !== null && aggregated.has(text(op))) return value;
    const without = modifier !== null && modifier.getChild("Without") !== null;
    return changed(value, without ? [...value.labels].filter((label) => !listed.includes(label)) : listed);
  }

  function call(node: Node): Value {
    const name = text(node.getChild("FunctionIdentifier") ?? node);
    const args = operands(node.getChild("FunctionCallBody") ?? node);
    const values = args.filter((arg) => arg.name !== "StringLiteral").map((arg) => ({ arg, value: visit(arg) }));
    const strings = args.filter((arg) => arg.name === "StringLiteral").map(unquoted);
    const vector = values.find(({ value }) => value.is !== "number");
    if (name === "label_replace" || name === "label_join") {
      const [writes = "", , third = "", ...rest] = strings;
      const reads = name === "label_replace" ? [third] : [third, ...rest];
      if (vector !== undefined) need(reads, vector.value, vector.arg);
      return changed(vector?.value ?? unknown, [...(vector?.value.labels ?? []), writes]);
    }
    if (name === "time" || name === "scalar" || name === "pi") return number;
    if (name === "vector") return series([]);
    const labels = [...(vector?.value.labels ?? [])];
    return changed(vector?.value ?? series([]), name.startsWith("histogram_") ? labels.filter((label) => label !== "le") : labels);
  }

  function binary(node: Node): Value {
    const [left, right] = operands(node);
    if (left === undefined || right === undefined) return series([]);
    const [a, b] = [visit(left), visit(right)];
    if (a.is === "number" || b.is === "number") return a.is === "number" ? b : a;
    const clause = node.getChild("MatchingModifierClause");
    const [listed, included] = clause?.getChildren("GroupingLabels") ?? [];
    const by = names(listed ?? null);
    const extra = names(included ?? null);
    const on = clause !== null && clause.getChild("On") !== null;
    if (on) {
      need(by, a, left);
      need(by, b, right);
    }
    const has = (name: string): boolean => node.getChild(name) !== null;
    if (has("Or")) return changed(a.is === "unknown" ? a : b, [...a.labels, ...b.labels]);
    if (has("And") || has("Unless")) return a;
    const [many, one, at] = clause?.getChild("GroupRight") ? [b, a, left] : [a, b, right];
    if (clause?.getChild("GroupLeft") || clause?.getChild("GroupRight")) {
      need(extra, one, at);
      return changed(many, [...many.labels, ...extra]);
    }
    // In one-to-one matching, only the matching labels remain.
    return changed(a, on ? by : [...a.labels].filter((label) => !by.includes(label)));
  }

  function visit(node: Node): Value {
    switch (node.name) {
      case "VectorSelector":
        return selector(node);
      case "AggregateExpr":
        return aggregate(node);
      case "FunctionCall":
        return call(node);
      case "BinaryExpr":
        return binary(node);
      case "NumberDurationLiteral":
      case "StringLiteral":
        return number;
      default: {
        const [inner] = operands(node);
        return inner === undefined ? number : visit(inner);
      }
    }
  }

  const labels = visit(parse(expression)).labels;
  return { labels, missing };
}
