import { serviceKey } from "../../series";
import { step, type RawSeries } from "../samples";
import { lengthOf } from "./edit";
import type { Transformation } from "./model";
import { atItself, inAnother } from "./namesakes";

const targetKey = [...serviceKey, "job", "instance"] as const;

/** Alternating start times, as successive scrapes of an address that two processes share return them. */
const startTimes = (length: number): number[] => Array.from({ length }, (_, index) => 1000 + (index % 2) * step);

/** Whether a series has the labels of a target with applications' metrics. */
const isOfApplication = ({ labels }: RawSeries): boolean => labels["instrumentation"] !== undefined && labels["instance"] !== undefined;

/** The labels of a series' target. */
const targetOf = ({ labels }: RawSeries): RawSeries["labels"] =>
  Object.fromEntries(targetKey.flatMap((label) => (labels[label] === undefined ? [] : [[label, labels[label]]])));

/**
 * Start times of targets that several replicas share. Each of these targets differs from a target of the applications' `series` in one
 * label.
 */
export function sharedBeside(series: readonly RawSeries[]): RawSeries[] {
  const samples = startTimes(lengthOf({ series, catalogue: [] }));
  const targets = new Map<string, RawSeries["labels"]>();
  for (const one of series.filter(isOfApplication))
    for (const label of targetKey) {
      const other = inAnother(label, targetOf(one));
      targets.set(JSON.stringify(other), other);
    }
  return [...targets.values()].map((labels): RawSeries => ({ metric: "process_start_time_seconds", labels, samples }));
}

/**
 * Two replicas of an application share each target. Every second scrape reaches the second replica, whose metrics are all 0. Rules must
 * leave out the counters of these targets.
 */
export function sharingTargets(series: readonly RawSeries[]): RawSeries[] {
  const all = series.map((one): RawSeries =>
    isOfApplication(one) ? { ...one, samples: one.samples.map((sample, index) => (index % 2 === 0 ? sample : 0)) } : one,
  );
  const targets = new Map(series.filter(isOfApplication).map((one) => [JSON.stringify(targetOf(one)), targetOf(one)]));
  const samples = startTimes(lengthOf({ series, catalogue: [] }));
  return [...all, ...[...targets.values()].map((labels): RawSeries => ({ metric: "process_start_time_seconds", labels, samples }))];
}

/**
 * Adds targets that several replicas share. Rules must leave out only the counters of the added targets. Applies to stories with
 * applications' metrics and without start times of processes.
 */
export const sharedTargets: Transformation = {
  name: "other targets that replicas share",
  apply: (story) => {
    if (story.series.some(({ metric }) => metric === "process_start_time_seconds")) return [];
    const beside = sharedBeside(story.series);
    return beside.length === 0 ? [] : [{ ...story, series: [...story.series, ...beside], checks: story.checks.map(atItself) }];
  },
};
