import { type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { binariesOf, isScalar, textOf, type Binary, type Edit } from "../tree";

/** Other comparisons that each is changed to: one that includes or leaves out the threshold itself, the opposite, and equality. */
const comparisons: Readonly<Record<string, readonly string[]>> = {
  ">": [">=", "<", "=="],
  ">=": [">", "<=", "=="],
  "<": ["<=", ">", "=="],
  "<=": ["<", ">=", "=="],
  "==": ["!=", ">"],
  "!=": ["=="],
};
const sets: Readonly<Record<string, readonly string[]>> = { and: ["or", "unless"], or: ["and", "unless"], unless: ["and", "or"] };
const arithmetic: Readonly<Record<string, readonly string[]>> = { "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "^": ["*"] };

const replaced = ({ from, to }: SyntaxNode, text: string): Edit => ({ from, to, text });

/** What an operator becomes, by a table. */
const swapped = (text: string, root: SyntaxNode, table: typeof comparisons): Edit[] =>
  binariesOf(root).flatMap(({ op }) => (table[textOf(text, op)] ?? []).map((other) => replaced(op, other)));

/** `>` to `>=`, `<` and `==`, and so on. */
export const comparison = (text: string, root: SyntaxNode): Edit[] => swapped(text, root, comparisons);

/** `+` to `-`, `*` to `/`, and back. */
export const arithmeticOperator = (text: string, root: SyntaxNode): Edit[] => swapped(text, root, arithmetic);

/** `and`, `or` and `unless`, each to both others. They bind differently, so everything around stays in parentheses. */
export const setOperator = (text: string, root: SyntaxNode): Edit[] =>
  binariesOf(root).flatMap(({ node, left, op, right }) =>
    (sets[textOf(text, op)] ?? []).map((other) => {
      const clause = text.slice(op.to, right.from);
      return { ...replaced(node, `((${textOf(text, left)}) ${other}${clause}(${textOf(text, right)}))`), shown: replaced(op, other) };
    }),
  );

const isComparison = (text: string, { op }: Binary): boolean => textOf(text, op) in comparisons;

/** Which operands can be all that is left: those that have series, and of a comparison, `and` and `unless` what they give series of. */
function kept(text: string, binary: Binary): SyntaxNode[] {
  const { left, right, op } = binary;
  const operands = isScalar(text, left) && isScalar(text, right) ? [] : [left, right].filter((operand) => !isScalar(text, operand));
  const gives = isComparison(text, binary) || ["and", "unless"].includes(textOf(text, op));
  return gives ? operands.slice(0, 1) : operands;
}

/** A binary operator without one of its operands. */
export const droppedOperand = (text: string, root: SyntaxNode): Edit[] =>
  binariesOf(root).flatMap((binary) =>
    kept(text, binary).map((operand) => ({
      ...replaced(binary.node, `(${textOf(text, operand)})`),
      shown: replaced(binary.op, operand === binary.left ? "only the left" : "only the right"),
    })),
  );

/** A comparison that filters gives 0 and 1, and the other way around. Two numbers can only be compared with `bool`. */
export const boolModifier = (text: string, root: SyntaxNode): Edit[] =>
  binariesOf(root)
    .filter((binary) => isComparison(text, binary) && !(isScalar(text, binary.left) && isScalar(text, binary.right)))
    .map(({ op, bool }) => (bool === undefined ? { from: op.to, to: op.to, text: " bool" } : replaced(bool, "")));
