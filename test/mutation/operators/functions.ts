import { type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { nodesOf, textOf, type Edit } from "../tree";
import { readsOnlyPresence } from "./presence";

type Table = Readonly<Record<string, readonly string[]>>;

const aggregations: Table = {
  sum: ["max", "avg"],
  avg: ["max", "sum"],
  max: ["min", "sum"],
  min: ["max", "sum"],
  count: ["sum"],
  group: ["count"],
  topk: ["bottomk"],
  bottomk: ["topk"],
};
const overTime: Table = {
  sum_over_time: ["max_over_time", "avg_over_time"],
  avg_over_time: ["max_over_time", "min_over_time"],
  max_over_time: ["min_over_time"],
  min_over_time: ["max_over_time"],
  last_over_time: ["min_over_time", "max_over_time"],
  count_over_time: ["sum_over_time"],
  present_over_time: ["count_over_time"],
};
const rates: Table = {
  rate: ["increase", "delta"],
  increase: ["rate", "delta"],
  irate: ["rate"],
  delta: ["increase"],
  deriv: ["rate"],
  resets: ["changes"],
  changes: ["resets"],
};
const clamps: Table = { clamp_min: ["clamp_max"], clamp_max: ["clamp_min"] };

const swapped = (text: string, root: SyntaxNode, kind: string, table: Table, chosen: (node: SyntaxNode) => boolean = () => true): Edit[] =>
  [...nodesOf(root)]
    .filter((node) => node.name === kind && chosen(node))
    .flatMap((node) => (table[textOf(text, node)] ?? []).map((other) => ({ from: node.from, to: node.to, text: other })));

const changesPresence = ["topk", "bottomk"];

/**
 * Changes an aggregation: `sum` to `max` and `avg`, `max` to `min` and `sum`, and so on. Also changes the `_over_time` functions. Leaves out
 * changes of values that no operator around them reads (`readsOnlyPresence`): such a mutant is always equivalent.
 */
export const aggregation = (text: string, root: SyntaxNode): Edit[] => {
  const isRead = (node: SyntaxNode): boolean => changesPresence.includes(textOf(text, node)) || !readsOnlyPresence(text, node);
  return [...swapped(text, root, "AggregateOp", aggregations, isRead), ...swapped(text, root, "FunctionIdentifier", overTime, isRead)];
};

/**
 * Replaces `rate`, `increase`, `delta`, `resets` and similar functions with another of these functions. Also swaps `clamp_min` and
 * `clamp_max`.
 */
export const rateFunction = (text: string, root: SyntaxNode): Edit[] => [
  ...swapped(text, root, "FunctionIdentifier", rates),
  ...swapped(text, root, "FunctionIdentifier", clamps),
];
