import { parser } from "@prometheus-io/lezer-promql";

/** A node of the syntax tree of Prometheus' query editor (lezer-promql). It has a position in the source string. */
export type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

/** Parses an expression and returns the root node. */
export const syntaxOf = (text: string): SyntaxNode => parser.parse(text).topNode;

/** The children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!child.name.endsWith("Comment")) found.push(child);
  return found;
}
