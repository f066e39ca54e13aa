import { parse } from "yaml";
import type { RuleGroup } from "../../alert-rules/model";
import { renderRules } from "../../alert-rules/render-rules";
import { proofLinks } from "../support/proofs";

/** A rule as it is rendered. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** What people call it: `JobLate critical`, `job:age_seconds`. */
export const nameOf = ({ record, alert, labels }: Rule): string => record ?? `${alert ?? ""} ${labels?.["severity"] ?? ""}`;

/** Its name, with the labels of a recording, of which there can be several of one name. */
export const keyOf = (rule: Rule): string =>
  rule.record === undefined || rule.labels === undefined ? nameOf(rule) : `${rule.record}${JSON.stringify(rule.labels)}`;

/** The rules of a rendered file. */
export const rulesIn = (content: string): Rule[] =>
  (parse(content) as { groups: readonly { rules: readonly (Omit<Rule, "expr"> & { readonly expr: string | number })[] }[] }).groups.flatMap(
    ({ rules }) => rules.map((rule) => ({ ...rule, expr: String(rule.expr) })),
  );

/** The rules of a group, as they are rendered. */
export const rulesOf = (group: RuleGroup): Rule[] => renderRules([group], "rules", proofLinks).flatMap(({ content }) => rulesIn(content));

/** What the catalogue says, as a number: data, in which there is no logic to change. */
export const isData = ({ expr }: Rule): boolean => /^(NaN|-?[\d.]+(e[+-]?\d+)?)$/.test(expr.trim());
