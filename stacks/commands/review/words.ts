import { thresholdMetric } from "../../../alert-rules/condition";
import { countsOf, thresholdSpecs, type ThresholdKey } from "../../../exporters/model/thresholds";
import { formatDuration, formatQuantity } from "../../../exporters/model/units";

/** Joins names in the form `a, b and c`. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

/** Joins up to `most` names. If there are more names, lists the first `most - 1` and counts the rest. */
export const describeSet = (names: readonly string[], most = 6): string =>
  names.length <= most ? listed(names) : `${names.slice(0, most - 1).join(", ")} and ${names.length - most + 1} more`;

/** The text, shortened to at most `most` characters. A shortened text ends with an ellipsis. */
export const short = (text: string, most = 160): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** A number with its noun, such as `1 alert` or `2 alerts`. */
export const counted = (count: number, what: string): string => `${count} ${count === 1 ? what : what.replace(/y$/, "ie").concat("s")}`;

/** Formats seconds as a duration; 0 gives `at once`. */
export const wait = (seconds: number): string => (seconds === 0 ? "at once" : formatDuration(seconds));

/** Formats a changed value: `before -> after`. */
export const fromTo = (before: string, after: string): string => `${before} -> ${after}`;

/** Matches a part of a template that is rendered only for alerts with a certain label. */
const optional = /\{\{-?\s*with \$labels[^}]*\}\}.*?\{\{-?\s*end\s*-?\}\}/g;

/** An annotation's template with placeholders like `<service>` instead of its expressions, and without its optional parts. */
export const readable = (template: string): string =>
  template
    .replace(optional, "")
    .replace(/\{\{-?\s*\$labels\.(\w+)[^}]*\}\}/g, "<$1>")
    .replace(/\{\{-?\s*\$value[^}]*\}\}/g, "<value>");

const keys = new Map((Object.keys(thresholdSpecs) as ThresholdKey[]).map((key) => [thresholdMetric(key).text, key]));

/** The catalogue's key for a recorded threshold, e.g. `latencyP95` for `threshold:latency_p95`; the metric itself if it has no key. */
export const thresholdName = (metric: string): string => keys.get(metric) ?? metric;

/** What the alert of a recorded threshold counts, and the default minimum; undefined when the alert needs no minimum. */
export function countsOfThreshold(metric: string): ReturnType<typeof countsOf> {
  const key = keys.get(metric);
  return key === undefined ? undefined : countsOf(key);
}

/** A threshold's value in the catalogue's format. */
export function thresholdValue(metric: string, value: number): string {
  const key = keys.get(metric);
  return key === undefined ? String(value) : formatQuantity(value, thresholdSpecs[key].dimension);
}
