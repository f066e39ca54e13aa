import { ownedSeries } from "../../owner";
import { step, type RawSeries } from "../samples";
import type { Check } from "../scenario";
import { beginning, ending, withSamples, withTime } from "./edit";
import type { Transformation } from "./model";

const former = "former-team";

const carry: ReadonlySet<string> = new Set(ownedSeries);

/** Whether the stored series has an owner. Recorded series may have one; of the raw series, only those in `ownedSeries` have one. */
const isOwned = ({ metric, labels }: RawSeries): boolean => labels["owner"] !== undefined && (metric.includes(":") || carry.has(metric));

/**
 * Adapts a check to the change of owner. Before the change, the alert must fire for the former owner. After the change, the alert must fire
 * for the new owner, and at the end of the check no longer for the former owner.
 */
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
 * In the middle of the story, changes the owner of all services, both in the catalogue and in the labels of all targets. The alert must
 * then fire for the new owner only. The alert's `for` may restart, and the former owner's alert may last for its `keep_firing_for`.
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
        series: story.series.flatMap((series) => change(series, !["pushed", "once"].includes(knowledge.source(series)))),
        catalogue: story.catalogue.flatMap((series) => change(series, true)),
        checks: story.checks.flatMap((check) => checksOf(check, middle * step)),
      },
    ];
  },
};
