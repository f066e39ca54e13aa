import { step, tidy, type RawSeries, type Sample } from "../samples";
import type { Kind, Knowledge, Source, Story } from "./model";

/** Number of samples in the longest series of a story (a scenario with its catalogue data). */
export const lengthOf = ({ series, catalogue }: Pick<Story, "series" | "catalogue">): number =>
  Math.max(...[...series, ...catalogue].map(({ samples }) => samples.length));

export const withSamples = (series: RawSeries, samples: readonly Sample[]): RawSeries => ({ ...series, samples });

export const nothing = (steps: number): Sample[] => Array<Sample>(steps).fill(undefined);

/** Whether the series has a sample just before the index. */
const there = (samples: readonly Sample[], index: number): boolean => typeof samples[index - 1] === "number";

/** Ends the samples at the index. A scraped series gets a staleness marker; a pushed series gets none. */
export function ending(samples: readonly Sample[], index: number, marker: boolean): Sample[] {
  return [...samples.slice(0, index), ...(marker && there(samples, index) ? (["stale"] as const) : [])];
}

/** Removes the samples before the index. */
export const beginning = (samples: readonly Sample[], index: number): Sample[] => [
  ...nothing(Math.min(index, samples.length)),
  ...samples.slice(index),
];

/** Increase of a series between the previous sample and the sample at the index; 0 for a gauge. */
export function slope(samples: readonly Sample[], index: number, kind: Kind): number {
  const [before, at] = [samples[index - 1], samples[index]];
  return kind !== "gauge" && typeof before === "number" && typeof at === "number" ? at - before : 0;
}

/** Whether the series is a timestamp that follows the clock in normal operation, such as a heartbeat. A start time does not follow it. */
export const followsClock = ({ metric }: RawSeries, kind: Kind): boolean => kind === "timestamp" && !/_start_time_seconds$/.test(metric);

/** Extends the story by this many steps. Gauges stay constant; counters and timestamps keep their rate. */
export function longer(story: Story, steps: number, knowledge: Knowledge): Story {
  const length = lengthOf(story);
  const extend = (series: RawSeries, kind: Kind): RawSeries => {
    const { samples } = series;
    const last = samples.at(-1);
    if (samples.length < length || typeof last !== "number") return series;
    const by = slope(samples, samples.length - 1, kind);
    return withSamples(series, [...samples, ...Array.from({ length: steps }, (_, index) => tidy(last + (index + 1) * by))]);
  };
  return {
    ...story,
    series: story.series.map((series) => extend(series, knowledge.kind(series))),
    catalogue: story.catalogue.map((series) => extend(series, "gauge")),
  };
}

/** Other series, at least as long as the story. */
export function asLong(series: readonly RawSeries[], story: Story, knowledge: Knowledge): readonly RawSeries[] {
  const alone: Story = { ...story, series, catalogue: [] };
  return longer(alone, Math.max(0, lengthOf(story) - lengthOf(alone)), knowledge).series;
}

/** Value of the counters of a process that started long before. */
export const oldTotal = 12_345;

/** Adds an amount to a counter's samples from one index to the next reset. */
export function untilReset(samples: readonly Sample[], from: number, by: number): Sample[] {
  let before = -Infinity;
  let added = by;
  return samples.map((sample, index) => {
    if (typeof sample !== "number" || index < from) return sample;
    if (sample < before) added = 0;
    before = sample;
    return tidy(sample + added);
  });
}

/** Resets a counter to 0 at the index, as a new process does. The later increments stay the same. */
export function fromZero(samples: readonly Sample[], index: number): Sample[] {
  const before = samples.slice(0, index).findLast((sample) => typeof sample === "number") ?? 0;
  const next = samples.slice(index).find((sample) => typeof sample === "number") ?? before;
  return untilReset(samples, index, -Math.min(before, next));
}

/** Applies a function to each numeric sample. */
export const mapNumbers = (samples: readonly Sample[], of: (value: number, index: number) => number): Sample[] =>
  samples.map((sample, index) => (typeof sample === "number" ? tidy(of(sample, index)) : sample));

/** Simulates failed scrapes: `up` is 0, and other series get a staleness marker. A failed push only leaves a gap. */
export function failing(series: RawSeries, fails: (index: number) => boolean, source: Source): RawSeries {
  const { samples } = series;
  const failed = samples.map((sample, index): Sample => {
    if (!fails(index) || sample === undefined) return sample;
    if (series.metric === "up") return sample === "stale" ? sample : 0;
    return source !== "pushed" && !fails(index - 1) && there(samples, index) ? "stale" : undefined;
  });
  return withSamples(series, failed);
}

/** Whether the alert must fire at the end of the story. Such an alert may also start to fire later. */
export const staysFiring = ({ checks }: Story): boolean => (checks.at(-1)?.firing.length ?? 0) > 0;

/** Gives the alert this many more steps to fire, if it must fire at the end of the story. */
export function withTime(story: Story, steps: number, knowledge: Knowledge): Story {
  if (!staysFiring(story) || steps === 0) return story;
  const checks = story.checks.map((check) =>
    check.firing.length === 0 ? check : { ...check, at: check.at + steps * step, over: steps * step + 1 },
  );
  return { ...longer(story, steps, knowledge), checks };
}
