import { nodesOf, textOf, type Edit, type Node } from "../tree";

/** The label that is added: it tells replicas of one service from each other. */
const added = "instance";

const listed = (names: readonly string[]): string => `(${names.join(", ")})`;

/** The lists of labels of an expression that say what is grouped or matched by, with the word in front of them. */
function lists(root: Node): { readonly list: Node; readonly word: string }[] {
  return [...nodesOf(root)].filter(({ name }) => name === "GroupingLabels").map((list) => ({ list, word: list.prevSibling?.name ?? "" }));
}

const namesIn = (text: string, list: Node): string[] => list.getChildren("LabelName").map((label) => textOf(text, label));

/** `by`, `without`, `on`, `ignoring` and `group_left` without each of their labels. */
export const labelRemoved = (text: string, root: Node): Edit[] =>
  lists(root).flatMap(({ list: { from, to }, list }) => {
    const names = namesIn(text, list);
    return names.map((_, index) => ({ from, to, text: listed(names.filter((__, at) => at !== index)) }));
  });

/** `by`, `without`, `on` and `ignoring` with `instance`. Taking it from the other side of a `group_left` is another matter. */
export const labelAdded = (text: string, root: Node): Edit[] =>
  lists(root)
    .filter(({ list, word }) => ["By", "Without", "On", "Ignoring"].includes(word) && !namesIn(text, list).includes(added))
    .map(({ list: { from, to }, list }) => ({ from, to, text: listed([...namesIn(text, list), added]) }));

const negations: Readonly<Record<string, string>> = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" };

const matchers = (root: Node): Node[] => [...nodesOf(root)].filter(({ name }) => name === "UnquotedLabelMatcher");

/** Each matcher the other way around. */
export const matcherNegated = (text: string, root: Node): Edit[] =>
  matchers(root).flatMap((matcher) => {
    const op = matcher.getChild("MatchOp");
    const other = op === null ? undefined : negations[textOf(text, op)];
    return op === null || other === undefined ? [] : [{ from: op.from, to: op.to, text: other }];
  });

/** Each selector without one of its matchers. */
export const matcherRemoved = (text: string, root: Node): Edit[] =>
  matchers(root).flatMap((matcher) => {
    const list = matcher.parent;
    if (list === null) return [];
    const others = list.getChildren("UnquotedLabelMatcher").filter(({ from }) => from !== matcher.from);
    const { from, to } = list;
    return [{ from, to, text: others.length === 0 ? "" : `{${others.map((other) => textOf(text, other)).join(",")}}` }];
  });
