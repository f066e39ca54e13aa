import { step, type RawSeries, type Sample } from "../samples";
import type { Check } from "../scenario";
import { beginning, ending, fromZero, withSamples, withTime } from "./edit";
import type { Knowledge, Transformation } from "./model";

const renamed = (instance: string): string => `new.${instance}`;

/** Whether the `instance` of the series changes with a new pod. For probes and kubelets, it does not change. */
const isRenamed = (series: RawSeries, { source }: Knowledge): boolean =>
  series.labels["instance"] !== undefined && !["probe", "once"].includes(source(series));

/** Whether the series is a counter of the process that exposes it, so that a restart of the process resets the counter. */
export const isOwn = (series: RawSeries, { kind, shared, source }: Knowledge): boolean =>
  kind(series) === "counter" && !shared(series) && source(series) !== "exporter";

/** Samples of a counter if a new process starts at the index. If `appears`, the counter is missing until its first increment. */
export function begunAgain(series: RawSeries, index: number, { appears }: Knowledge): Sample[] {
  const samples = fromZero(series.samples, index);
  return appears(series) ? samples.map((sample, at) => (at >= index && sample === 0 ? undefined : sample)) : samples;
}

/** Adapts a check to the new names of pods. The alert must fire for the new name, and must not fire for the former name at `check.at`. */
function renamedCheck(check: Check, names: ReadonlySet<string>): Check[] {
  const about = check.firing.flatMap((instance) => (names.has(instance["instance"] ?? "") ? [instance] : []));
  if (about.length === 0) return [check];
  const { at, alert, severity, identity } = check;
  return about.flatMap((instance) => {
    const former = instance["instance"] ?? "";
    const name = renamed(former);
    return [
      { ...check, firing: [{ ...instance, instance: name }], where: { instance: { is: name } } },
      { at, alert, severity, identity, firing: [], where: { instance: { is: former } } },
    ];
  });
}

/**
 * In the middle of the story, replaces every pod with a pod that has another name. Counters of the processes in the pod restart at 0. An
 * alert with the label `instance` then fires for the new instance, and its `for` restarts.
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
      const after = isOwn(series, knowledge) ? begunAgain(series, middle, knowledge) : series.samples;
      return [
        withSamples(series, ending(series.samples, middle, knowledge.source(series) !== "pushed")),
        {
          ...withSamples(series, beginning(after, middle)),
          labels: { ...series.labels, instance: renamed(series.labels["instance"] ?? "") },
        },
      ];
    };
    const checks = story.checks.flatMap((check) => (check.at < middle * step ? [check] : renamedCheck(check, names)));
    return [{ ...story, series: story.series.flatMap(rename), checks }];
  },
};
