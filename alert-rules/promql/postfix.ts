import { syntaxOf, type SyntaxNode } from "./syntax";

const postfix: ReadonlySet<string> = new Set(["OffsetExpr", "StepInvariantExpr", "MatrixSelector", "SubqueryExpr"]);
const prefixed: ReadonlySet<string> = new Set(["BinaryExpr", "UnaryExpr"]);

/** The node to which a chain of postfix modifiers applies. */
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

/**
 * Finds the first modifier that the grammar of Prometheus' query editor wrongly applies to a whole operation. Returns the position of the
 * operand to which the modifier belongs, including the modifier. Undefined if there is no such modifier.
 */
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
 * Adds parentheses around operands so that the editor's grammar parses the expression as Prometheus does. The editor's grammar applies a
 * range, `offset` or `@` to the whole operation: it parses `a unless b offset 5m` as `(a unless b) offset 5m`. Prometheus parses it as
 * `a unless (b offset 5m)`.
 */
export function unambiguous(text: string): string {
  const found = misread(syntaxOf(text));
  if (found === undefined) return text;
  const { from, to } = found;
  return unambiguous(`${text.slice(0, from)}(${text.slice(from, to)})${text.slice(to)}`);
}
