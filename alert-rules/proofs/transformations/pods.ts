import { step, type RawSeries } from "../samples";
import { beginning, ending, fromZero, withSamples, withTime } from "./edit";
import type { Knowledge, Transformation } from "./model";

const renamed = (instance: string): string => `new.${instance}`;

/** A check from outside has its address as `instance`; whatever else is scraped or pushes has a name that changes. */
const isRenamed = (series: RawSeries, { source }: Knowledge): boolean =>
  series.labels["instance"] !== undefined && source(series) !== "probe";

/** Whether a counter lives in the process that a series comes from. */
export const isOwn = (series: RawSeries, { kind, shared, source }: Knowledge): boolean =>
  kind(series) === "counter" && !shared(series) && source(series) !== "exporter";

/**
 * Every pod is replaced by one of another name in the middle, and what a process counts begins at 0. An alert about an instance is then
 * about the new one, whose `for` begins again.
 */
export const renamedPods: Transformation = {
  name: "renamed pods",
  apply: (original, knowledge) => {
    const { middle } = original;
    const names = new Set(original.series.filter((series) => isRenamed(series, knowledge)).map(({ labels }) => labels["instance"] ?? ""));
    if (names.size === 0) return [];
    const aboutInstance = original.checks.some(({ firing }) => firing.some((instance) => names.has(instance["instance"] ?? "")));
    const story = aboutInstance ? withTime(original, middle + original.kept, knowledge) : original;
    const rename = (series: RawSeries): RawSeries[] => {
      if (!isRenamed(series, knowledge)) return [series];
      const after = isOwn(series, knowledge) ? fromZero(series.samples, middle) : series.samples;
      return [
        withSamples(series, ending(series.samples, middle, knowledge.source(series) !== "pushed")),
        {
          ...withSamples(series, beginning(after, middle)),
          labels: { ...series.labels, instance: renamed(series.labels["instance"] ?? "") },
        },
      ];
    };
    const checks = story.checks.map((check) => ({
      ...check,
      firing: check.firing.map((instance) =>
        check.at >= middle * step && names.has(instance["instance"] ?? "")
          ? { ...instance, instance: renamed(instance["instance"] ?? "") }
          : instance,
      ),
    }));
    return [{ ...story, series: story.series.flatMap(rename), checks }];
  },
};
