import { type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { nodesOf, textOf, type Edit } from "../tree";

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

const swapped = (text: string, root: SyntaxNode, kind: string, table: Table): Edit[] =>
  [...nodesOf(root)]
    .filter(({ name }) => name === kind)
    .flatMap((node) => (table[textOf(text, node)] ?? []).map((other) => ({ from: node.from, to: node.to, text: other })));

/** Changes an aggregation: `sum` to `max` and `avg`, `max` to `min` and `sum`, and so on. Also changes the `_over_time` functions. */
export const aggregation = (text: string, root: SyntaxNode): Edit[] => [
  ...swapped(text, root, "AggregateOp", aggregations),
  ...swapped(text, root, "FunctionIdentifier", overTime),
];

/**
 * Replaces `rate`, `increase`, `delta`, `resets` and similar functions with another of these functions. Also swaps `clamp_min` and
 * `clamp_max`.
 */
export const rateFunction = (text: string, root: SyntaxNode): Edit[] => [
  ...swapped(text, root, "FunctionIdentifier", rates),
  ...swapped(text, root, "FunctionIdentifier", clamps),
];
