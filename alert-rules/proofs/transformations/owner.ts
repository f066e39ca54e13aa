import { ownedSeries } from "../../owner";
import { step, type RawSeries } from "../samples";
import type { Check } from "../scenario";
import { beginning, ending, withSamples, withTime } from "./edit";
import type { Transformation } from "./model";

const former = "former-team";

const carry: ReadonlySet<string> = new Set(ownedSeries);

/** Catalogue data may have an owner; of the raw series, only those that are stored with one do. */
const isOwned = ({ metric, labels }: RawSeries): boolean => labels["owner"] !== undefined && (metric.includes(":") || carry.has(metric));

/** Before the change the former owner is notified; within the check's time the new owner, and at its end no longer the former one. */
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
 * The owner of everything changes in the middle, in the catalogue and at the targets. Afterwards only the new owner is notified. The
 * alert's `for` may restart, and the former owner's alert may stay for its `keep_firing_for`.
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
