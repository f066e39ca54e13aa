import type { SyntaxNode } from "../../../alert-rules/promql/syntax";
import { binaryOf, textOf, type Binary } from "../tree";

/** Aggregations whose result exists for the same groups, whatever the values are. */
const aggregations = ["sum", "avg", "max", "min", "count", "group"];
/** Functions whose result exists for the same series, whatever the values are. */
const functions = /^(?:label_replace|label_join|[a-z]+_over_time)$/u;
/** `quantile_over_time` and `absent_over_time` take another argument, or exist for other series. */
const exceptions = ["absent_over_time", "quantile_over_time"];

const isZero = (text: string, node: SyntaxNode): boolean => node.name === "NumberDurationLiteral" && Number(textOf(text, node)) === 0;

/** Whether a binary operation has the same result for all values of its operand `side`, apart from which series the operand has. */
function ignoresValues(text: string, { left, right, op }: Binary, side: SyntaxNode): boolean {
  const operator = textOf(text, op);
  if (operator === "*") return isZero(text, side.from === left.from ? right : left);
  return (operator === "and" || operator === "unless") && side.from === right.from;
}

/**
 * Whether the value of an aggregation or function has no effect, because an operator around it only uses whether there is a value: the right
 * operand of `and` or `unless`, or an operand that is multiplied by 0. `node` is the name of the aggregation or function.
 */
export function readsOnlyPresence(text: string, node: SyntaxNode): boolean {
  let [inner, outer] = [node.parent, node.parent?.parent ?? null];
  while (inner !== null && outer !== null) {
    const binary = binaryOf(outer);
    if (binary !== undefined) {
      if (ignoresValues(text, binary, inner)) return true;
      if (!["and", "unless", "or"].includes(textOf(text, binary.op))) return false;
    } else if (outer.name === "AggregateExpr") {
      const name = outer.getChild("AggregateOp");
      if (name === null || !aggregations.includes(textOf(text, name))) return false;
    } else if (outer.name === "FunctionCall") {
      const name = textOf(text, outer.getChild("FunctionIdentifier") ?? outer);
      if (!functions.test(name) || exceptions.includes(name)) return false;
    } else if (!["ParenExpr", "FunctionCallBody", "SubqueryExpr", "StepInvariantExpr", "OffsetExpr"].includes(outer.name)) return false;
    [inner, outer] = [outer, outer.parent];
  }
  return false;
}
