import { getFieldDisplayName, SeriesVisibilityChangeMode, type ConfigOverrideRule, type DataFrame } from "./grafana";

const namesOf = (frames: DataFrame[]): string[] =>
  frames.flatMap((frame) =>
    frame.fields.filter((field) => field.type === "number").map((field) => getFieldDisplayName(field, frame, frames)),
  );

/** Returns the names of the series that an override created by `hidden` hides. */
const hiddenIn = (rules: readonly ConfigOverrideRule[]): readonly string[] =>
  (rules[0]?.matcher.options as { readonly names: string[] } | undefined)?.names ?? [];

/**
 * Returns the names of the series to hide after a click on a series in the legend. A click shows only this series, and a second click shows
 * all series. With `AppendToSelection`, a click hides the series, or shows it again.
 */
export function toggled(
  rules: readonly ConfigOverrideRule[],
  label: string | undefined,
  mode: SeriesVisibilityChangeMode,
  frames: DataFrame[],
): readonly string[] {
  if (label === undefined) return [];
  const before = hiddenIn(rules);
  if (mode === SeriesVisibilityChangeMode.AppendToSelection)
    return before.includes(label) ? before.filter((name) => name !== label) : [...before, label];
  const others = namesOf(frames).filter((name) => name !== label);
  const alone = !before.includes(label) && others.every((name) => before.includes(name));
  return alone ? [] : others;
}

/** Returns the override that hides the series with these names. Empty without names. */
export const hidden = (names: readonly string[]): ConfigOverrideRule[] =>
  names.length === 0
    ? []
    : [
        {
          matcher: { id: "byNames", options: { mode: "include", names } },
          properties: [{ id: "custom.hideFrom", value: { viz: true, legend: false, tooltip: true } }],
        },
      ];
