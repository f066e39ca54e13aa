import { Selector, type MetricName } from "./promql";

export type Match = { readonly is: string } | { readonly isNot: string } | { readonly matches: string } | { readonly matchesNot: string };

/** Matches if the label equals the value. */
export const is = (value: string): Match => ({ is: value });
/** Matches if the label differs from the value. A missing label counts as the empty string. */
export const isNot = (value: string): Match => ({ isNot: value });
/** Matches if the regular expression matches the whole value of the label. */
export const matches = (pattern: string): Match => ({ matches: pattern });
/** Matches if the regular expression does not match the whole value of the label. */
export const matchesNot = (pattern: string): Match => ({ matchesNot: pattern });

const quote = (text: string): string => JSON.stringify(text);

function matcher(label: string, match: Match): string {
  if ("is" in match) return `${label}=${quote(match.is)}`;
  if ("isNot" in match) return `${label}!=${quote(match.isNot)}`;
  if ("matches" in match) return `${label}=~${quote(match.matches)}`;
  return `${label}!~${quote(match.matchesNot)}`;
}

/** Selects a metric with matchers, e.g. `up{job="node"}`. Without matchers, the selector is only the metric's name. */
export function select(metric: MetricName, match: Readonly<Record<string, Match>> = {}): Selector {
  const matchers = Object.entries(match).map(([label, wanted]) => matcher(label, wanted));
  return new Selector(matchers.length === 0 ? metric.text : `${metric.text}{${matchers.join(",")}}`, metric);
}
