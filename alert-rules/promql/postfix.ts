import { syntaxOf, type SyntaxNode } from "./syntax";

const postfix: ReadonlySet<string> = new Set(["OffsetExpr", "StepInvariantExpr", "MatrixSelector", "SubqueryExpr"]);
const prefixed: ReadonlySet<string> = new Set(["BinaryExpr", "UnaryExpr"]);

/** What a chain of postfix modifiers stands behind. */
function baseOf(node: SyntaxNode): SyntaxNode {
  let base = node;
  while (postfix.has(base.name) && base.firstChild !== null) base = base.firstChild;
  return base;
}

function lastOperand(node: SyntaxNode): SyntaxNode {
  let last = node;
  while (prefixed.has(last.name) && last.lastChild !== null) last = last.lastChild;
  return last;
}

/** The first modifier that the grammar reads as one of a whole operation. */
function misread(node: SyntaxNode): { readonly from: number; readonly to: number } | undefined {
  if (postfix.has(node.name)) {
    const base = baseOf(node);
    if (prefixed.has(base.name)) return { from: lastOperand(base).from, to: node.to };
  }
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const found = misread(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The expression with parentheses around each operand that has a range, `offset` or `@`, where the editor's grammar would take them for the
 * whole operation's: it reads `a unless b offset 5m` as `(a unless b) offset 5m`, and Prometheus reads `a unless (b offset 5m)`.
 */
export function unambiguous(text: string): string {
  const found = misread(syntaxOf(text));
  if (found === undefined) return text;
  const { from, to } = found;
  return unambiguous(`${text.slice(0, from)}(${text.slice(from, to)})${text.slice(to)}`);
}
