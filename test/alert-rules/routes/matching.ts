import type { InhibitRule } from "../../../alert-rules/routes/model";

export type Labels = Readonly<Record<string, string>>;

/**
 * Whether labels match a matcher, by Alertmanager's rules: a missing label is empty, and a regular expression must match the whole value.
 * Throws for an invalid matcher.
 */
export function matches(labels: Labels, matcher: string): boolean {
  const [, name = "", operator = "", quoted = '""'] = /^(\w+)(=~|!~|!=|=)(".*")$/s.exec(matcher) ?? [];
  if (name === "") throw new Error(`${matcher} is no matcher`);
  const value = JSON.parse(quoted) as string;
  const has = labels[name] ?? "";
  const equal = operator.endsWith("~") ? new RegExp(`^(?:${value})$`).test(has) : has === value;
  return operator.startsWith("!") ? !equal : equal;
}

const all = (labels: Labels, matchers: readonly string[]): boolean => matchers.every((matcher) => matches(labels, matcher));

/** Whether the rule lets the source inhibit the target. An alert that matches both sides of a rule cannot inhibit another such alert. */
export function suppresses(rule: InhibitRule, source: Labels, target: Labels): boolean {
  return suppressedBy([rule], [source, target]).get(source)?.has(target) ?? false;
}

/** The alerts that each alert inhibits under the rules. */
export function suppressedBy(rules: readonly InhibitRule[], alerts: readonly Labels[]): ReadonlyMap<Labels, ReadonlySet<Labels>> {
  const found = new Map(alerts.map((alert) => [alert, new Set<Labels>()]));
  for (const { source_matchers, target_matchers, equal } of rules) {
    const sources = new Set(alerts.filter((alert) => all(alert, source_matchers)));
    const targets = new Set(alerts.filter((alert) => all(alert, target_matchers)));
    const key = (alert: Labels): string => equal.map((label) => alert[label] ?? "").join("\n");
    const byKey = new Map<string, Labels[]>();
    for (const target of targets) byKey.set(key(target), [...(byKey.get(key(target)) ?? []), target]);
    for (const source of sources)
      for (const target of byKey.get(key(source)) ?? [])
        if (target !== source && !(sources.has(target) && targets.has(source))) found.get(source)?.add(target);
  }
  return found;
}
