/** One Prometheus relabelling step. Prometheus anchors the regular expression. */
export interface Relabel {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "keep" | "drop" | "labeldrop";
}

/**
 * Drops the label `owner` from all scraped series, so that a change of owner leaves them unchanged. Metric relabelling does not affect `up`,
 * because Prometheus itself writes it. Rules read the owner from `up`.
 */
export const withoutOwner: Relabel = { regex: "owner", action: "labeldrop" };

/** Returns a regular expression that matches exactly this string. */
export const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Keeps only matching targets. Prometheus joins the values of several source labels with `;`. */
export const keepWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "keep" });

/** Drops matching targets. Prometheus joins the values of several source labels with `;`. */
export const dropWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "drop" });

/** Sets a label if the source labels match. By default, the label gets the source labels' value if that is not empty. */
export const setLabel = (target: string, source: readonly string[], regex = "(.+)", replacement = "$1"): Relabel => ({
  source_labels: source,
  regex,
  target_label: target,
  replacement,
});
