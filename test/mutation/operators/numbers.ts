import { formatDuration } from "../../../exporters/model/units";
import { secondsOf } from "../../../alert-rules/promql/expression";
import { type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { nodesOf, textOf, type Edit } from "../tree";

const tidy = (value: number): string => String(Number(value.toPrecision(12)));

/** Doubles or halves a number. Changes 0 to 1. */
export const number = (text: string, root: SyntaxNode): Edit[] =>
  [...nodesOf(root)]
    .filter(({ name }) => name === "NumberDurationLiteral")
    .flatMap(({ from, to }) => {
      const value = Number(text.slice(from, to));
      if (!Number.isFinite(value)) return [];
      return (value === 0 ? [1] : [value * 2, value / 2]).map((other) => ({ from, to, text: tidy(other) }));
    });

/** Multiplies a duration, such as `5m` or `1h30m`, by each factor. Empty for an expression that is not a plain duration. */
const times = (text: string, { from, to }: SyntaxNode, factors: readonly number[]): Edit[] => {
  const seconds = secondsOf(text.slice(from, to));
  return seconds === undefined ? [] : factors.map((factor) => ({ from, to, text: formatDuration(seconds * factor) }));
};

/** Doubles or halves the range of a selector or subquery. */
export const window = (text: string, root: SyntaxNode): Edit[] =>
  [...nodesOf(root)]
    .filter(({ name }) => name === "MatrixSelector" || name === "SubqueryExpr")
    .flatMap((node) => {
      const range = node.getChild("DurationExpr");
      return range === null ? [] : times(text, range, [2, 0.5]);
    });

/** Doubles an `offset`, or removes it. */
export const offset = (text: string, root: SyntaxNode): Edit[] =>
  [...nodesOf(root)]
    .filter(({ name }) => name === "OffsetExpr")
    .flatMap((node) => {
      const [of] = [node.firstChild];
      const by = node.getChild("OffsetDurationExpr");
      if (of === null || by === null) return [];
      return [...times(text, by, [2]), { from: node.from, to: node.to, text: textOf(text, of) }];
    });
