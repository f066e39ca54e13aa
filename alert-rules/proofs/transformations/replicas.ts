import type { RawSeries, Sample } from "../samples";
import { step } from "../samples";
import { lengthOf, mapNumbers, tidy, withSamples } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";
import { isOwn } from "./pods";

/** Applications and programs of the stack may have replicas; an exporter monitors one server, and a probe one address. */
const hasReplicas = (series: RawSeries, { source }: Knowledge): boolean =>
  series.labels["instance"] !== undefined && ["own", "pushed"].includes(source(series));

const at = (series: RawSeries, replica: number): RawSeries => ({
  ...series,
  labels: { ...series.labels, instance: `${replica}.${series.labels["instance"] ?? ""}` },
});

/** The samples with each gap filled with the value before it. */
function filled(samples: readonly Sample[]): Sample[] {
  let last: Sample;
  return samples.map((sample) => (last = typeof sample === "number" ? sample : last));
}

/**
 * The same series at an idle replica: gauges keep their first value, counters do not increase, timestamps follow the clock. Values that all
 * replicas read from one source are the same. It has only series that the first replica had from the start.
 */
export function healthy(series: RawSeries, stored: readonly boolean[], { kind, shared }: Knowledge): RawSeries[] {
  const [first] = series.samples;
  if (shared(series) && kind(series) !== "timestamp") return [withSamples(series, filled(series.samples))];
  if (typeof first !== "number") return [];
  const moves = kind(series) === "timestamp";
  const value = (index: number): number => (series.metric === "up" ? 1 : moves ? tidy(first + index * step) : first);
  const samples = stored.map((is, index) => (is ? value(index) : undefined));
  return [withSamples(series, samples)];
}

/** The steps at which Prometheus stores samples: every scrape writes `up`, so without `up` there was no scrape. */
export function storedAt(story: Story): boolean[] {
  const ups = story.series.filter(({ metric }) => metric === "up");
  return Array.from(
    { length: lengthOf(story) },
    (_, index) => ups.length === 0 || ups.some(({ samples }) => typeof samples[index] === "number"),
  );
}

/** A second, idle replica. */
export const healthyReplica: Transformation = {
  name: "a healthy replica beside it",
  apply: (story, knowledge) => {
    const beside = story.series
      .filter((series) => hasReplicas(series, knowledge))
      .flatMap((series) => healthy(series, storedAt(story), knowledge).map((second) => at(second, 2)));
    return beside.length === 0 ? [] : [{ ...story, series: [...story.series, ...beside] }];
  },
};

const replicas = [1, 2, 3, 4];

/** One replica's part of the increments that a single replica counted: replicas take turns. */
function share(samples: readonly Sample[], replica: number): Sample[] {
  let total = 0;
  let before: number | undefined;
  return mapNumbers(samples, (value, index) => {
    const restarted = before !== undefined && value < before;
    if (restarted) total = 0;
    const grown = before === undefined || restarted ? 0 : value - before;
    before = value;
    if (index % replicas.length === replica - 1) total += grown;
    return total;
  });
}

/** The increments of one replica, spread over four that take turns. */
export const spread: Transformation = {
  name: "counters spread over replicas",
  apply: (story, knowledge) => {
    if (!story.series.some((series) => hasReplicas(series, knowledge) && isOwn(series, knowledge))) return [];
    const series = story.series.flatMap((one) =>
      hasReplicas(one, knowledge)
        ? replicas.map((replica) => at(isOwn(one, knowledge) ? withSamples(one, share(one.samples, replica)) : one, replica))
        : [one],
    );
    return [{ ...story, series }];
  },
};
