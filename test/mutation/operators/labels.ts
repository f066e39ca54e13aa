import { childrenOf, type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { binaryOf, nodesOf, textOf, type Edit } from "../tree";

/** The label that is added. Replicas of one service differ in it. */
const added = "instance";

const listed = (names: readonly string[]): string => `(${names.join(", ")})`;

/** The lists of labels of an expression that say what is grouped or matched by, with the word in front of them. */
function lists(root: SyntaxNode): { readonly list: SyntaxNode; readonly word: string }[] {
  return [...nodesOf(root)].filter(({ name }) => name === "GroupingLabels").map((list) => ({ list, word: list.prevSibling?.name ?? "" }));
}

const namesIn = (text: string, list: SyntaxNode): string[] => list.getChildren("LabelName").map((label) => textOf(text, label));

/** `by`, `without`, `on`, `ignoring` and `group_left` without each of their labels. */
export const labelRemoved = (text: string, root: SyntaxNode): Edit[] =>
  lists(root).flatMap(({ list: { from, to }, list }) => {
    const names = namesIn(text, list);
    return names.map((_, index) => ({ from, to, text: listed(names.filter((__, at) => at !== index)) }));
  });

const isRecorded = (text: string, selector: SyntaxNode): boolean => {
  const name = selector.getChild("Identifier");
  return name !== null && textOf(text, name).includes(":");
};

/** Whether what a node gives can have the label: raw series have it, recorded ones and what is grouped by other labels have not. */
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

/** What a list of labels is about: what is aggregated, or both operands. */
function about({ list }: { readonly list: SyntaxNode }): SyntaxNode[] {
  const around = list.parent?.parent;
  const binary = around == null ? undefined : binaryOf(around);
  if (binary !== undefined) return [binary.left, binary.right];
  return [around?.getChild("FunctionCallBody") ?? []].flat();
}

/** `by`, `without`, `on` and `ignoring` with `instance`, where it can make a difference: something they are about has the label. */
export const labelAdded = (text: string, root: SyntaxNode): Edit[] =>
  lists(root)
    .filter((one) => ["By", "Without", "On", "Ignoring"].includes(one.word) && !namesIn(text, one.list).includes(added))
    .filter((one) => about(one).some((node) => carries(text, node)))
    .map(({ list: { from, to }, list }) => ({ from, to, text: listed([...namesIn(text, list), added]) }));

const negations: Readonly<Record<string, string>> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

const matchers = (root: SyntaxNode): SyntaxNode[] => [...nodesOf(root)].filter(({ name }) => name === "UnquotedLabelMatcher");

/** Each matcher the other way around. */
export const matcherNegated = (text: string, root: SyntaxNode): Edit[] =>
  matchers(root).flatMap((matcher) => {
    const op = matcher.getChild("MatchOp");
    const other = op === null ? undefined : negations[textOf(text, op)];
    return op === null || other === undefined ? [] : [{ from: op.from, to: op.to, text: other }];
  });

/** Each selector without one of its matchers. */
export const matcherRemoved = (text: string, root: SyntaxNode): Edit[] =>
  matchers(root).flatMap((matcher) => {
    const list = matcher.parent;
    if (list === null) return [];
    const others = list.getChildren("UnquotedLabelMatcher").filter(({ from }) => from !== matcher.from);
    const { from, to } = list;
    return [{ from, to, text: others.length === 0 ? "" : `{${others.map((other) => textOf(text, other)).join(",")}}` }];
  });
