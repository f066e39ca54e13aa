import { parse } from "yaml";
import type { RuleGroup } from "../../alert-rules/model";
import { renderRules } from "../../alert-rules/render-rules";

/** A rule as in a rendered rule file. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly keep_firing_for?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Returns a rule's name for people: `JobLate critical` or `job:age_seconds`. */
export const nameOf = ({ record, alert, labels }: Rule): string => record ?? `${alert ?? ""} ${labels?.["severity"] ?? ""}`;

/** Returns a key that identifies a rule: its name, and the labels of a recording rule. Several recording rules can have one name. */
export const keyOf = (rule: Rule): string =>
  rule.record === undefined || rule.labels === undefined ? nameOf(rule) : `${rule.record}${JSON.stringify(rule.labels)}`;

export const rulesIn = (content: string): Rule[] =>
  (parse(content) as { groups: readonly { rules: readonly (Omit<Rule, "expr"> & { readonly expr: string | number })[] }[] }).groups.flatMap(
    ({ rules }) => rules.map((rule) => ({ ...rule, expr: String(rule.expr) })),
  );

export const rulesOf = (group: RuleGroup): Rule[] => renderRules([group], "rules").flatMap(({ content }) => rulesIn(content));

/** Whether a rule is only a number from the catalogue. Such a rule has no logic to change. */
export const isData = ({ expr }: Rule): boolean => /^(NaN|-?[\d.]+(e[+-]?\d+)?)$/.test(expr.trim());
