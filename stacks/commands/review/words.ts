import { thresholdMetric } from "../../../alert-rules/condition";
import { thresholdSpecs, type ThresholdKey } from "../../../exporters/model/thresholds";
import { formatDuration, formatQuantity } from "../../../exporters/model/units";

/** `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

/** Up to `most` names; beyond that, the first names and the number of the others. */
export const describeSet = (names: readonly string[], most = 6): string =>
  names.length <= most ? listed(names) : `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;

/** Text, cut off if it is too long. */
export const short = (text: string, most = 160): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** `1 alert`, `2 alerts`. */
export const counted = (count: number, what: string): string => `${count} ${count === 1 ? what : what.replace(/y$/, "ie").concat("s")}`;

/** Seconds as a duration; 0 is `at once`. */
export const wait = (seconds: number): string => (seconds === 0 ? "at once" : formatDuration(seconds));

/** `before -> after`: the form of every changed value. */
export const fromTo = (before: string, after: string): string => `${before} -> ${after}`;

/** A message template with placeholders like `<service>` for its expressions. */
export const readable = (template: string): string =>
  template.replace(/\{\{-?\s*\$labels\.(\w+)[^}]*\}\}/g, "<$1>").replace(/\{\{-?\s*\$value[^}]*\}\}/g, "<value>");

const keys = new Map((Object.keys(thresholdSpecs) as ThresholdKey[]).map((key) => [thresholdMetric(key).text, key]));

/** The catalogue's key for a recorded threshold: `latencyP95` for `threshold:latency_p95`. */
export const thresholdName = (metric: string): string => keys.get(metric) ?? metric;

/** A threshold in the catalogue's format. */
export function thresholdValue(metric: string, value: number): string {
  const key = keys.get(metric);
  return key === undefined ? String(value) : formatQuantity(value, thresholdSpecs[key].dimension);
}
