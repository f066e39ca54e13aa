import { type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { binariesOf, isScalar, textOf, type Binary, type Edit } from "../tree";

/** For each comparison, the comparisons that replace it. */
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

/** Replaces each binary operator with each of the operators that the table lists for it. */
const swapped = (text: string, root: SyntaxNode, table: typeof comparisons): Edit[] =>
  binariesOf(root).flatMap(({ op }) => (table[textOf(text, op)] ?? []).map((other) => replaced(op, other)));

/** Changes a comparison to each of its replacements: for example, `>` to `>=`, to `<` and to `==`. */
export const comparison = (text: string, root: SyntaxNode): Edit[] => swapped(text, root, comparisons);

/** Changes an arithmetic operator: `+` and `-` to each other, `*` and `/` to each other, `%` and `^` to `*`. */
export const arithmeticOperator = (text: string, root: SyntaxNode): Edit[] => swapped(text, root, arithmetic);

/** Changes `and`, `or` and `unless` to each other. Their precedence differs, so the operation and its operands get parentheses. */
export const setOperator = (text: string, root: SyntaxNode): Edit[] =>
  binariesOf(root).flatMap(({ node, left, op, right }) =>
    (sets[textOf(text, op)] ?? []).map((other) => {
      const clause = text.slice(op.to, right.from);
      return { ...replaced(node, `((${textOf(text, left)}) ${other}${clause}(${textOf(text, right)}))`), shown: replaced(op, other) };
    }),
  );

const isComparison = (text: string, { op }: Binary): boolean => textOf(text, op) in comparisons;

/** Returns the operands that can replace the operation: only vectors. For a comparison, `and` and `unless`, only the first vector. */
function kept(text: string, binary: Binary): SyntaxNode[] {
  const { left, right, op } = binary;
  const operands = isScalar(text, left) && isScalar(text, right) ? [] : [left, right].filter((operand) => !isScalar(text, operand));
  const gives = isComparison(text, binary) || ["and", "unless"].includes(textOf(text, op));
  return gives ? operands.slice(0, 1) : operands;
}

/** Replaces a binary operation with one of its operands. */
export const droppedOperand = (text: string, root: SyntaxNode): Edit[] =>
  binariesOf(root).flatMap((binary) =>
    kept(text, binary).map((operand) => ({
      ...replaced(binary.node, `(${textOf(text, operand)})`),
      shown: replaced(binary.op, operand === binary.left ? "only the left" : "only the right"),
    })),
  );

/** Adds `bool` to a comparison, or removes it. Comparisons of two scalars are left out, because they must have `bool`. */
export const boolModifier = (text: string, root: SyntaxNode): Edit[] =>
  binariesOf(root)
    .filter((binary) => isComparison(text, binary) && !(isScalar(text, binary.left) && isScalar(text, binary.right)))
    .map(({ op, bool }) => (bool === undefined ? { from: op.to, to: op.to, text: " bool" } : replaced(bool, "")));
