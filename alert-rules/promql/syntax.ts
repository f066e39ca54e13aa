import { parser } from "@prometheus-io/lezer-promql";

/** A node of the editor's PromQL tree; it has a position in the text. */
export type SyntaxNode = ReturnType<typeof parser.parse>["topNode"];

/** The node of a whole expression. */
export const syntaxOf = (text: string): SyntaxNode => parser.parse(text).topNode;

/** Children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (!child.name.endsWith("Comment")) found.push(child);
  return found;
}
