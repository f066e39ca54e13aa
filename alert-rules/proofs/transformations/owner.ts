import { step, type RawSeries } from "../samples";
import type { Check } from "../scenario";
import { ownedSeries } from "../../owner";
import { beginning, ending, withSamples, withTime } from "./edit";
import type { Transformation } from "./model";

const former = "former-team";

/** The scrape leaves the owner to a few series; what the catalogue says may have one. */
const isOwned = ({ labels }: RawSeries): boolean => labels["owner"] !== undefined;
const carriesOwner = (series: RawSeries): boolean => isOwned(series) && (ownedSeries as readonly string[]).includes(series.metric);

/** Before the change it is notified to the former owner; at the end of the check's time no longer, and within it to the new one. */
function checksOf(check: Check, changed: number): Check[] {
  if (!check.identity.includes("owner")) return [check];
  if (check.at < changed) return [{ ...check, firing: check.firing.map((instance) => ({ ...instance, owner: former })) }];
  if (check.firing.length === 0) return [check];
  return [
    { ...check, where: { owner: { isNot: former } } },
    { at: check.at, alert: check.alert, severity: check.severity, identity: check.identity, firing: [], where: { owner: { is: former } } },
  ];
}

/**
 * The owner of everything changes in the middle, in the catalogue and at the targets. What is notified afterwards is notified to the new
 * owner alone; its `for` may begin again, and the former owner's alert may be kept as long as any is.
 */
export const ownerChange: Transformation = {
  name: "a change of owner",
  apply: (original, knowledge) => {
    const { middle } = original;
    const story = withTime(original, middle + original.kept, knowledge);
    if (!story.series.some(carriesOwner) && !story.catalogue.some(isOwned)) return [];
    const change = (series: RawSeries, owned: boolean, marker: boolean): RawSeries[] =>
      !owned
        ? [series]
        : [
            { ...withSamples(series, ending(series.samples, middle, marker)), labels: { ...series.labels, owner: former } },
            withSamples(series, beginning(series.samples, middle)),
          ];
    return [
      {
        ...story,
        series: story.series.flatMap((series) => change(series, carriesOwner(series), knowledge.source(series) !== "pushed")),
        catalogue: story.catalogue.flatMap((series) => change(series, isOwned(series), true)),
        checks: story.checks.flatMap((check) => checksOf(check, middle * step)),
      },
    ];
  },
};
