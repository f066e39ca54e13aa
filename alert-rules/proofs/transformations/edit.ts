import { step, type RawSeries, type Sample } from "../samples";
import type { Kind, Knowledge, Source, Story } from "./model";

/** A number as it is written: sums of decimals drift. */
export const tidy = (value: number): number => Number(value.toPrecision(12));

/** How many samples the longest series of a story has. */
export const lengthOf = ({ series, catalogue }: Pick<Story, "series" | "catalogue">): number =>
  Math.max(...[...series, ...catalogue].map(({ samples }) => samples.length));

export const withSamples = (series: RawSeries, samples: readonly Sample[]): RawSeries => ({ ...series, samples });

export const nothing = (steps: number): Sample[] => Array<Sample>(steps).fill(undefined);

/** Whether the series has a sample just before the index. */
const there = (samples: readonly Sample[], index: number): boolean => typeof samples[index - 1] === "number";

/** What ends at the index: a target that goes leaves a marker, a push that stops leaves nothing. */
export function ending(samples: readonly Sample[], index: number, marker: boolean): Sample[] {
  return [...samples.slice(0, index), ...(marker && there(samples, index) ? (["stale"] as const) : [])];
}

/** What begins at the index. */
export const beginning = (samples: readonly Sample[], index: number): Sample[] => [
  ...nothing(Math.min(index, samples.length)),
  ...samples.slice(index),
];

/** By how much a series grows in each step at the index. */
export function slope(samples: readonly Sample[], index: number, kind: Kind): number {
  const [before, at] = [samples[index - 1], samples[index]];
  return kind !== "gauge" && typeof before === "number" && typeof at === "number" ? at - before : 0;
}

/** The story goes on for so many steps as it ended: gauges stay, counters and moments go on as they did. */
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

/** A counter with something added to it, up to where it begins again at 0 by itself. */
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

/** A counter that begins again at 0 at the index, as those of a new process do, and goes on counting. */
export function fromZero(samples: readonly Sample[], index: number): Sample[] {
  const before = samples.slice(0, index).findLast((sample) => typeof sample === "number") ?? 0;
  const next = samples.slice(index).find((sample) => typeof sample === "number") ?? before;
  return untilReset(samples, index, -Math.min(before, next));
}

/** Samples with each number changed. */
export const mapNumbers = (samples: readonly Sample[], of: (value: number, index: number) => number): Sample[] =>
  samples.map((sample, index) => (typeof sample === "number" ? tidy(of(sample, index)) : sample));

/** Scrapes that fail: `up` is 0, and everything else ends with a marker; a push that fails leaves nothing. */
export function failing(series: RawSeries, fails: (index: number) => boolean, source: Source): RawSeries {
  const { samples } = series;
  const failed = samples.map((sample, index): Sample => {
    if (!fails(index) || sample === undefined) return sample;
    if (series.metric === "up") return sample === "stale" ? sample : 0;
    return source !== "pushed" && !fails(index - 1) && there(samples, index) ? "stale" : undefined;
  });
  return withSamples(series, failed);
}

/** Whether the alert is expected up to the end, so that it may also come later. */
export const staysFiring = ({ checks }: Story): boolean => (checks.at(-1)?.firing.length ?? 0) > 0;

/** The story with so many steps more for the alert to come, where it is expected up to the end. */
export function withTime(story: Story, steps: number, knowledge: Knowledge): Story {
  if (!staysFiring(story) || steps === 0) return story;
  const checks = story.checks.map((check) =>
    check.firing.length === 0 ? check : { ...check, at: check.at + steps * step, over: steps * step + 1 },
  );
  return { ...longer(story, steps, knowledge), checks };
}
