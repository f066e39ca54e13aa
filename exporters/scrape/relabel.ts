/** One Prometheus relabelling step. The regular expression is anchored. */
export interface Relabel {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "keep" | "drop" | "labeldrop";
}

/**
 * Drops the owner from all series except `up`, which Prometheus writes itself and which metric relabelling does not affect. So a target's other
 * series survive a change of owner, and rules join the owner from `up`.
 */
export const withoutOwner: Relabel = { regex: "owner", action: "labeldrop" };

/** A regular expression that matches only this text. */
export const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Keeps only matching targets; several labels are joined with `;`. */
export const keepWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "keep" });

/** Drops matching targets. */
export const dropWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "drop" });

/** Sets a label where the sources match. Default: to the sources' value, if it is not empty. */
export const setLabel = (target: string, source: readonly string[], regex = "(.+)", replacement = "$1"): Relabel => ({
  source_labels: source,
  regex,
  target_label: target,
  replacement,
});
