import type { RawSeries, Sample } from "../samples";
import { step } from "../samples";
import { lengthOf, mapNumbers, tidy, withSamples } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";
import { isOwn } from "./pods";

/** Applications and programs of the stack may run several times; an exporter looks at one server, and a check at one address. */
const hasReplicas = (series: RawSeries, { source }: Knowledge): boolean =>
  series.labels["instance"] !== undefined && ["own", "pushed"].includes(source(series));

const at = (series: RawSeries, replica: number): RawSeries => ({
  ...series,
  labels: { ...series.labels, instance: `${replica}.${series.labels["instance"] ?? ""}` },
});

/** The samples with each gap filled by what was there before it. */
function filled(samples: readonly Sample[]): Sample[] {
  let last: Sample;
  return samples.map((sample) => (last = typeof sample === "number" ? sample : last));
}

/**
 * The same series at a replica to which nothing happens: gauges stay as they were at first, nothing is counted, moments go on with the
 * clock. What all replicas read from the same place is the same. It has no series that the first one did not have from the start.
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

/** At which steps Prometheus stores anything: every scrape leaves an `up`, so without any there is none. */
export function storedAt(story: Story): boolean[] {
  const ups = story.series.filter(({ metric }) => metric === "up");
  return Array.from(
    { length: lengthOf(story) },
    (_, index) => ups.length === 0 || ups.some(({ samples }) => typeof samples[index] === "number"),
  );
}

/** A second replica to which nothing happens. */
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

/** What one of several replicas counts, of what one counted alone: they take turns. */
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

/** What one replica counted is counted by four that take turns. */
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
