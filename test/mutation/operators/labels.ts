import { childrenOf, type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { binaryOf, nodesOf, textOf, type Edit } from "../tree";

/** The label that `labelAdded` adds. Its value differs between the replicas of a service. */
const added = "instance";

const listed = (names: readonly string[]): string => `(${names.join(", ")})`;

/** Returns the lists of grouping and matching labels in an expression, with the keyword in front of each list. */
function lists(root: SyntaxNode): { readonly list: SyntaxNode; readonly word: string }[] {
  return [...nodesOf(root)].filter(({ name }) => name === "GroupingLabels").map((list) => ({ list, word: list.prevSibling?.name ?? "" }));
}

const namesIn = (text: string, list: SyntaxNode): string[] => list.getChildren("LabelName").map((label) => textOf(text, label));

/** Removes one label from `by`, `without`, `on`, `ignoring`, `group_left` or `group_right`. */
export const labelRemoved = (text: string, root: SyntaxNode): Edit[] =>
  lists(root).flatMap(({ list: { from, to }, list }) => {
    const names = namesIn(text, list);
    return names.map((_, index) => ({ from, to, text: listed(names.filter((__, at) => at !== index)) }));
  });

const isRecorded = (text: string, selector: SyntaxNode): boolean => {
  const name = selector.getChild("Identifier");
  return name !== null && textOf(text, name).includes(":");
};

/**
 * Whether the result of a node can have the label `added`. Raw series have it. Recorded series, and series grouped by other labels, do not.
 */
function carries(text: string, node: SyntaxNode): boolean {
  if (node.name === "VectorSelector") return !isRecorded(text, node);
  if (node.name === "AggregateExpr") {
    const modifier = node.getChild("AggregateModifier");
    const without = modifier?.getChild("Without") != null;
    const names = namesIn(text, modifier?.getChild("GroupingLabels") ?? node);
    if (without === names.includes(added)) return false;
  }
  const binary = binaryOf(node);
  if (binary !== undefined) {
    const op = textOf(text, binary.op);
    return carries(text, binary.left) || (op !== "and" && op !== "unless" && carries(text, binary.right));
  }
  return childrenOf(node).some((child) => carries(text, child));
}

/** Returns the nodes to which a list of labels applies: the aggregated expression, or both operands. */
function about({ list }: { readonly list: SyntaxNode }): SyntaxNode[] {
  const around = list.parent?.parent;
  const binary = around == null ? undefined : binaryOf(around);
  if (binary !== undefined) return [binary.left, binary.right];
  return [around?.getChild("FunctionCallBody") ?? []].flat();
}

/** Adds `instance` to `by`, `without`, `on` or `ignoring`, if the list applies to series that can have this label. */
export const labelAdded = (text: string, root: SyntaxNode): Edit[] =>
  lists(root)
    .filter((one) => ["By", "Without", "On", "Ignoring"].includes(one.word) && !namesIn(text, one.list).includes(added))
    .filter((one) => about(one).some((node) => carries(text, node)))
    .map(({ list: { from, to }, list }) => ({ from, to, text: listed([...namesIn(text, list), added]) }));

const negations: Readonly<Record<string, string>> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

const matchers = (root: SyntaxNode): SyntaxNode[] => [...nodesOf(root)].filter(({ name }) => name === "UnquotedLabelMatcher");

/** Negates one matcher of a selector, for example `=` becomes `!=`. */
export const matcherNegated = (text: string, root: SyntaxNode): Edit[] =>
  matchers(root).flatMap((matcher) => {
    const op = matcher.getChild("MatchOp");
    const other = op === null ? undefined : negations[textOf(text, op)];
    return op === null || other === undefined ? [] : [{ from: op.from, to: op.to, text: other }];
  });

/** Removes one matcher from a selector. */
export const matcherRemoved = (text: string, root: SyntaxNode): Edit[] =>
  matchers(root).flatMap((matcher) => {
    const list = matcher.parent;
    if (list === null) return [];
    const others = list.getChildren("UnquotedLabelMatcher").filter(({ from }) => from !== matcher.from);
    const { from, to } = list;
    return [{ from, to, text: others.length === 0 ? "" : `{${others.map((other) => textOf(text, other)).join(",")}}` }];
  });
