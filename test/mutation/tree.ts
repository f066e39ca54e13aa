import { childrenOf, type SyntaxNode } from "../../alert-rules/promql/syntax";

/** A replacement of a part of an expression's text. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** What the mutant's ID shows instead of the whole edit: a shorter part and its replacement. Default: the whole edit. */
  readonly shown?: { readonly from: number; readonly to: number; readonly text: string };
}

/** Yields a node and all its descendants. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

export const edited = (text: string, { from, to, text: by }: Pick<Edit, "from" | "to" | "text">): string =>
  text.slice(0, from) + by + text.slice(to);

export const textOf = (text: string, { from, to }: Pick<SyntaxNode, "from" | "to">): string => text.slice(from, to);

/** A binary operator with its operands. */
export interface Binary {
  readonly node: SyntaxNode;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
  readonly op: SyntaxNode;
  readonly bool: SyntaxNode | undefined;
}

/** Returns the parts of a binary operation. Undefined for any other node. */
export function binaryOf(node: SyntaxNode): Binary | undefined {
  if (node.name !== "BinaryExpr") return undefined;
  const children = childrenOf(node);
  const [left, op] = children;
  const right = children.at(-1);
  if (left === undefined || op === undefined || right === undefined || children.length < 3) return undefined;
  return { node, left, right, op, bool: children.find(({ name }) => name === "BoolModifier") };
}

export const binariesOf = (root: SyntaxNode): Binary[] => [...nodesOf(root)].flatMap((node) => binaryOf(node) ?? []);

/** Whether a node is a scalar. Scalars have no labels. */
export function isScalar(text: string, node: SyntaxNode): boolean {
  const [child] = childrenOf(node);
  switch (node.name) {
    case "NumberDurationLiteral":
      return true;
    case "PromQL":
    case "ParenExpr":
      return child !== undefined && isScalar(text, child);
    case "UnaryExpr":
      return node.lastChild !== null && isScalar(text, node.lastChild);
    case "FunctionCall": {
      const name = node.getChild("FunctionIdentifier");
      return name !== null && ["time", "pi", "scalar"].includes(textOf(text, name));
    }
    case "BinaryExpr": {
      const binary = binaryOf(node);
      return binary !== undefined && isScalar(text, binary.left) && isScalar(text, binary.right);
    }
    default:
      return false;
  }
}
