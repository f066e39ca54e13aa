import { Selector, type MetricName } from "./promql";

/** A label matcher. */
export type Match = { readonly is: string } | { readonly isNot: string } | { readonly matches: string } | { readonly matchesNot: string };

/** The label equals the value. */
export const is = (value: string): Match => ({ is: value });
/** The label differs from the value, or is missing. */
export const isNot = (value: string): Match => ({ isNot: value });
/** The whole label matches the regular expression. */
export const matches = (pattern: string): Match => ({ matches: pattern });
/** The label does not match the regular expression. */
export const matchesNot = (pattern: string): Match => ({ matchesNot: pattern });

const quote = (text: string): string => JSON.stringify(text);

function matcher(label: string, match: Match): string {
  if ("is" in match) return `${label}=${quote(match.is)}`;
  if ("isNot" in match) return `${label}!=${quote(match.isNot)}`;
  if ("matches" in match) return `${label}=~${quote(match.matches)}`;
  return `${label}!~${quote(match.matchesNot)}`;
}

/** A metric with matchers, e.g. `up{job="node"}`. Without matchers it is the bare name. */
export function select(metric: MetricName, match: Readonly<Record<string, Match>> = {}): Selector {
  const matchers = Object.entries(match).map(([label, wanted]) => matcher(label, wanted));
  return new Selector(matchers.length === 0 ? metric.text : `${metric.text}{${matchers.join(",")}}`, metric);
}
