import { longestInterval } from "../../../exporters/model/environments-schema";
import { step, type RawSeries, type Sample } from "../samples";
import { failing, mapNumbers, nothing, slope, tidy, untilReset, withSamples, withTime } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";

/** This many scrapes of every target fail in the middle. */
const missing = (count: number, name: string): Transformation => ({
  name,
  apply: (story, knowledge) => [
    {
      ...story,
      series: story.series.map((series) =>
        failing(series, (index) => index >= story.middle && index < story.middle + count, knowledge.source(series)),
      ),
    },
  ],
});

export const missingScrapes = [
  missing(1, "one scrape missing"),
  missing(2, "two scrapes missing"),
  missing(4, "four scrapes missing"),
] as const;

const answered = (index: number): boolean => index % 3 === 0;

/** Whether a scrape that would be answered fails in the story itself, between two that do not. */
const losesAnswered = ({ series }: Story): boolean =>
  series.some(({ samples }) =>
    samples.some(
      (sample, at) => answered(at) && typeof sample !== "number" && [at - 1, at + 1].every((beside) => typeof samples[beside] === "number"),
    ),
  );

/** Two scrapes of three fail from the start to the end. */
export const oneOfThree: Transformation = {
  name: "one scrape of three answered",
  apply: (original, knowledge) => {
    const story = withTime(original, losesAnswered(original) ? 6 : 3, knowledge);
    // An alert about failed scrapes may fire early.
    const checks = story.checks.filter(({ firing }) => firing.length > 0);
    return [
      { ...story, checks, series: story.series.map((series) => failing(series, (index) => !answered(index), knowledge.source(series))) },
    ];
  },
};

/** The samples that remain with a scrape every n steps; a staleness marker comes with the next scrape. */
function every(count: number, samples: readonly Sample[]): Sample[] {
  return samples.map((sample, index): Sample => {
    if (index % count !== 0) return undefined;
    const since = samples.slice(Math.max(0, index - count + 1), index);
    return sample === undefined && since.includes("stale") ? "stale" : sample;
  });
}

/** Scrape intervals that environments may have, in steps of the proofs. */
const intervals = Array.from({ length: longestInterval / step }, (_, index) => index + 1).filter((count) => count > 1);

/** Every scrape interval that an environment may have. */
export const scrapeIntervals: Transformation = {
  name: "any scrape interval",
  apply: (original, knowledge) =>
    intervals.map((count) => {
      const story = withTime(original, 2 * count, knowledge);
      // It may fire slightly early: the last good scrape was longer ago.
      const checks = story.checks.filter(({ firing }) => firing.length > 0);
      return { ...story, series: story.series.map((series) => withSamples(series, every(count, series.samples))), checks };
    }),
};

/** The process had been counting for a long time before its first scrape. */
const oldTotal = 12_345;
const before = 20;

/** Everything is scraped for the first time after five minutes, and its counters are not at 0. */
export const firstSample: Transformation = {
  name: "the first sample of each series",
  apply: (story, knowledge) => {
    const start = (series: RawSeries): RawSeries => {
      const kind = knowledge.kind(series);
      const counted = kind === "counter" ? untilReset(series.samples, 0, oldTotal) : series.samples;
      const moved = kind === "timestamp" ? mapNumbers(counted, (value) => value + before * step) : counted;
      return withSamples(series, [...nothing(before), ...moved]);
    };
    return [
      {
        ...story,
        series: story.series.map(start),
        catalogue: story.catalogue.map((series) => withSamples(series, [...nothing(before), ...series.samples])),
        checks: story.checks.map((check) => ({ ...check, at: check.at + before * step })),
        middle: story.middle + before,
      } satisfies Story,
    ];
  },
};

/** Name of the series that is 1 while Prometheus is down: rules have no result then. */
export const awayMetric = "proof:prometheus_away";
const awaySteps = 1200 / step;

/** The same series with a gap in the middle, during which the values keep changing. */
function gap(series: RawSeries, middle: number, kind: ReturnType<Knowledge["kind"]>): RawSeries {
  const { samples } = series;
  const grown = kind === "counter" ? slope(samples, middle, kind) * awaySteps : kind === "timestamp" ? awaySteps * step : 0;
  const after = mapNumbers(samples.slice(middle), (value) => tidy(value + grown));
  return withSamples(series, [...samples.slice(0, middle), ...nothing(awaySteps), ...after]);
}

/** Prometheus is down for 20 minutes in the middle: it stores nothing and evaluates nothing. */
export const prometheusAway: Transformation = {
  name: "Prometheus away for 20 minutes",
  apply: (story, knowledge) => {
    const { middle } = story;
    const away = [...nothing(middle), ...Array<number>(awaySteps).fill(1), "stale" as const];
    return [
      {
        ...story,
        series: [
          ...story.series.map((series) => gap(series, middle, knowledge.kind(series))),
          { metric: awayMetric, labels: {}, samples: away },
        ],
        catalogue: story.catalogue.map((series) => gap(series, middle, "gauge")),
        checks: story.checks.map((check) => (check.at < middle * step ? check : { ...check, at: check.at + awaySteps * step })),
      },
    ];
  },
};
