import { stackSystem } from "../../../exporters/scrape/targets";
import { step, tidy, type RawSeries, type Sample } from "../samples";
import type { Kind, Knowledge, Source, Story } from "./model";

/** Number of samples in the longest series of a story (a scenario together with its catalogue data). */
export const lengthOf = ({ series, catalogue }: Pick<Story, "series" | "catalogue">): number =>
  Math.max(...[...series, ...catalogue].map(({ samples }) => samples.length));

/** Whether the series is of a program of the stack, such as the gateway, although the alert is not about the stack. */
export const isOfStack = ({ labels }: RawSeries, { trouble }: Story): boolean =>
  labels["system"] === stackSystem && trouble.instance["system"] !== stackSystem;

export const withSamples = (series: RawSeries, samples: readonly Sample[]): RawSeries => ({ ...series, samples });

export const nothing = (steps: number): Sample[] => Array<Sample>(steps).fill(undefined);

/** Whether the series has a numeric sample just before the index. */
const there = (samples: readonly Sample[], index: number): boolean => typeof samples[index - 1] === "number";

/** Cuts the samples off at the index. If `marker` is set, as for a scraped series, a staleness marker follows the last sample. */
export function ending(samples: readonly Sample[], index: number, marker: boolean): Sample[] {
  return [...samples.slice(0, index), ...(marker && there(samples, index) ? (["stale"] as const) : [])];
}

/** Replaces the samples before the index with gaps. */
export const beginning = (samples: readonly Sample[], index: number): Sample[] => [
  ...nothing(Math.min(index, samples.length)),
  ...samples.slice(index),
];

/** Increase of a series between the previous sample and the sample at the index. 0 for a gauge, or if either sample is not a number. */
export function slope(samples: readonly Sample[], index: number, kind: Kind): number {
  const [before, at] = [samples[index - 1], samples[index]];
  return kind !== "gauge" && typeof before === "number" && typeof at === "number" ? at - before : 0;
}

/** Whether series of this kind follow the clock in normal operation, such as a heartbeat. A start time is constant, so it is a gauge. */
export const followsClock = (kind: Kind): boolean => kind === "timestamp";

/**
 * Extends the story by this many steps. Gauges keep their last value; counters and timestamps continue at their last rate. A series that
 * ends before the others is not extended.
 */
export function longer(story: Story, steps: number, knowledge: Knowledge): Story {
  // The catalogue's data may be longer than the series, because it lasts until the last check.
  const length = lengthOf(story.series.length === 0 ? story : { ...story, catalogue: [] });
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

/**
 * Extends series that are not part of the story to at least the story's length. A series that ends before the others is not extended.
 */
export function asLong(series: readonly RawSeries[], story: Story, knowledge: Knowledge): readonly RawSeries[] {
  const alone: Story = { ...story, series, catalogue: [] };
  return longer(alone, Math.max(0, lengthOf(story) - lengthOf(alone)), knowledge).series;
}

/** Value of the counters of a long-running process at the start of a story. */
export const oldTotal = 12_345;

/** Adds `by` to a counter's samples from the index `from` to the next counter reset. */
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

/** Resets a counter at the index, as a restart of the process does. Its increments stay the same. */
export function fromZero(samples: readonly Sample[], index: number): Sample[] {
  const before = samples.slice(0, index).findLast((sample) => typeof sample === "number") ?? 0;
  const next = samples.slice(index).find((sample) => typeof sample === "number") ?? before;
  return untilReset(samples, index, -Math.min(before, next));
}

/** Applies a function to each numeric sample. */
export const mapNumbers = (samples: readonly Sample[], of: (value: number, index: number) => number): Sample[] =>
  samples.map((sample, index) => (typeof sample === "number" ? tidy(of(sample, index)) : sample));

/** Simulates failed scrapes: `up` is 0, and other series get a staleness marker and then a gap. A pushed series gets only a gap. */
export function failing(series: RawSeries, fails: (index: number) => boolean, source: Source): RawSeries {
  const { samples } = series;
  if (source === "once") return series;
  const failed = samples.map((sample, index): Sample => {
    if (!fails(index) || sample === undefined) return sample;
    if (series.metric === "up") return sample === "stale" ? sample : 0;
    return source !== "pushed" && !fails(index - 1) && there(samples, index) ? "stale" : undefined;
  });
  return withSamples(series, failed);
}

/** Whether the alert must fire at the end of the story. */
export const staysFiring = ({ checks }: Story): boolean => (checks.at(-1)?.firing.length ?? 0) > 0;

/** If the alert must fire at the end of the story, extends the story so that the alert has this many more steps to fire. */
export function withTime(story: Story, steps: number, knowledge: Knowledge): Story {
  if (!staysFiring(story) || steps === 0) return story;
  const checks = story.checks.map((check) =>
    check.firing.length === 0 ? check : { ...check, at: check.at + steps * step, over: steps * step + 1 },
  );
  return { ...longer(story, steps, knowledge), checks };
}
