/** One relabelling step of Prometheus. `regex` must match the whole value. */
export interface Relabel {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "keep" | "drop" | "labeldrop";
}

/**
 * Drops the label `owner` from all scraped series, so that a change of owner does not change them. The series `up` keeps the label, because
 * metric relabelling does not affect `up`. Rules read the owner from `up`.
 */
export const withoutOwner: Relabel = { regex: "owner", action: "labeldrop" };

/** Returns a regular expression that matches exactly this string. */
export const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Sets labels to fixed values. */
export const setLabels = (labels: Readonly<Record<string, string>>): Relabel[] =>
  Object.entries(labels).map(([target_label, replacement]) => ({ target_label, replacement }));

/** Keeps only matching targets or, in `metric_relabel_configs`, series. Prometheus joins the values of several source labels with `;`. */
export const keepWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "keep" });

/** Drops matching targets or, in `metric_relabel_configs`, series. Prometheus joins the values of several source labels with `;`. */
export const dropWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "drop" });

/** Sets a label if the source labels match. By default, the label gets the value of the source label, unless the value is empty. */
export const setLabel = (target: string, source: readonly string[], regex = "(.+)", replacement = "$1"): Relabel => ({
  source_labels: source,
  regex,
  target_label: target,
  replacement,
});
