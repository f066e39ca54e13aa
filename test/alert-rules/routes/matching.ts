import type { InhibitRule } from "../../../alert-rules/routes/model";

export type Labels = Readonly<Record<string, string>>;

/** Whether labels match one matcher as Alertmanager reads it: a missing label is empty, a regular expression matches the whole value. */
export function matches(labels: Labels, matcher: string): boolean {
  const [, name = "", operator = "", quoted = '""'] = /^(\w+)(=~|!~|!=|=)(".*")$/s.exec(matcher) ?? [];
  if (name === "") throw new Error(`${matcher} is no matcher`);
  const value = JSON.parse(quoted) as string;
  const has = labels[name] ?? "";
  const equal = operator.endsWith("~") ? new RegExp(`^(?:${value})$`).test(has) : has === value;
  return operator.startsWith("!") ? !equal : equal;
}

const all = (labels: Labels, matchers: readonly string[]): boolean => matchers.every((matcher) => matches(labels, matcher));

/** Whether the rule lets the source suppress the target. One that is both suppresses no other that is both. */
export function suppresses({ source_matchers, target_matchers, equal }: InhibitRule, source: Labels, target: Labels): boolean {
  if (!all(source, source_matchers) || !all(target, target_matchers)) return false;
  if (all(target, source_matchers) && all(source, target_matchers)) return false;
  return equal.every((label) => (source[label] ?? "") === (target[label] ?? ""));
}
