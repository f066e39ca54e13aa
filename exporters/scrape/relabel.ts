/** One step of Prometheus' relabelling, in its own fields. The regular expression always matches the whole text. */
export interface Relabel {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: "keep" | "drop" | "labeldrop";
}

/**
 * Leaves the owner to `up`: Prometheus writes that series itself, and this relabelling does not reach it. All other series of a target
 * survive a change of owner, and rules join the owner from `up`.
 */
export const withoutOwner: Relabel = { regex: "owner", action: "labeldrop" };

/** A text as a regular expression that matches it alone. */
export const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Only what matches goes on; several labels are joined by `;`. */
export const keepWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "keep" });

/** What matches goes no further. */
export const dropWhen = (source: readonly string[], regex: string): Relabel => ({ source_labels: source, regex, action: "drop" });

/** Sets a label where the sources match; by default to what they hold, when that is anything. */
export const setLabel = (target: string, source: readonly string[], regex = "(.+)", replacement = "$1"): Relabel => ({
  source_labels: source,
  regex,
  target_label: target,
  replacement,
});
