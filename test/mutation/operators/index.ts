import { canonical } from "../../../alert-rules/promql/canonical";
import { unambiguous } from "../../../alert-rules/promql/postfix";
import { arithmeticOperator, boolModifier, comparison, droppedOperand, setOperator } from "./binary";
import { aggregation, rateFunction } from "./functions";
import { labelAdded, labelRemoved, matcherNegated, matcherRemoved } from "./labels";
import { number, offset, window } from "./numbers";
import { syntaxOf, type SyntaxNode } from "../../../alert-rules/promql/syntax";
import { edited, type Edit } from "../tree";

/** Operators that change an expression. Each returns its changes. */
const ofExpression = {
  comparison,
  number,
  "set operator": setOperator,
  arithmetic: arithmeticOperator,
  "dropped operand": droppedOperand,
  bool: boolModifier,
  "label removed": labelRemoved,
  "label added": labelAdded,
  "matcher negated": matcherNegated,
  "matcher removed": matcherRemoved,
  aggregation,
  window,
  offset,
  "rate function": rateFunction,
} satisfies Readonly<Record<string, (text: string, root: SyntaxNode) => Edit[]>>;

/** Names of all operators. `for`, `keep_firing_for` and `dropped rule` change the rule instead of its expression. */
export type OperatorName = keyof typeof ofExpression | "for" | "keep_firing_for" | "dropped rule";

/** Names of all operators in the order of the summary. */
export const operatorNames: readonly OperatorName[] = [
  ...(Object.keys(ofExpression) as (keyof typeof ofExpression)[]),
  "for",
  "keep_firing_for",
  "dropped rule",
];

/** An expression after one change. */
export interface ChangedExpression {
  readonly operator: OperatorName;
  readonly edit: Edit;
  /** The expression before the change, with added parentheses where the parser needs them. */
  readonly from: string;
  readonly expr: string;
}

/** Returns every mutant of an expression. Mutants that differ from the expression or an earlier mutant only in formatting are left out. */
export function mutantsOfExpression(written: string): ChangedExpression[] {
  const text = unambiguous(written);
  const root = syntaxOf(text);
  const seen = new Set([canonical(text)]);
  return Object.entries(ofExpression).flatMap(([operator, edits]) =>
    edits(text, root).flatMap((edit): ChangedExpression[] => {
      const expr = edited(text, edit);
      const same = canonical(expr);
      if (seen.has(same)) return [];
      seen.add(same);
      return [{ operator: operator as OperatorName, edit, from: text, expr }];
    }),
  );
}
