import { ownedSeries } from "../../owner";
import { step, type RawSeries } from "../samples";
import type { Check } from "../scenario";
import { beginning, ending, withSamples, withTime } from "./edit";
import type { Transformation } from "./model";

const former = "former-team";

const carry: ReadonlySet<string> = new Set(ownedSeries);

/** What the catalogue says may name an owner; of raw series, only those do that are stored with it. */
const isOwned = ({ metric, labels }: RawSeries): boolean => labels["owner"] !== undefined && (metric.includes(":") || carry.has(metric));

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
    if (![...story.series, ...story.catalogue].some(isOwned)) return [];
    const change = (series: RawSeries, marker: boolean): RawSeries[] =>
      !isOwned(series)
        ? [series]
        : [
            { ...withSamples(series, ending(series.samples, middle, marker)), labels: { ...series.labels, owner: former } },
            withSamples(series, beginning(series.samples, middle)),
          ];
    return [
      {
        ...story,
        series: story.series.flatMap((series) => change(series, knowledge.source(series) !== "pushed")),
        catalogue: story.catalogue.flatMap((series) => change(series, true)),
        checks: story.checks.flatMap((check) => checksOf(check, middle * step)),
      },
    ];
  },
};
