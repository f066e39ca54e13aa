import { longestInterval } from "../../../exporters/model/environments-schema";
import { step, tidy, type RawSeries, type Sample } from "../samples";
import { failing, followsClock, mapNumbers, nothing, oldTotal, slope, untilReset, withSamples, withTime } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";

/** Creates a transformation in which `count` consecutive scrapes of every target fail in the middle of the story. */
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

/** Whether the story already has a single failed scrape at a time at which `oneOfThree` lets a scrape succeed. */
const losesAnswered = ({ series }: Story): boolean =>
  series.some(({ samples }) =>
    samples.some(
      (sample, at) => answered(at) && typeof sample !== "number" && [at - 1, at + 1].every((beside) => typeof samples[beside] === "number"),
    ),
  );

/** Only every third scrape succeeds during the whole story. */
export const oneOfThree: Transformation = {
  name: "two of three scrapes failing",
  apply: (original, knowledge) => {
    const story = withTime(original, losesAnswered(original) ? 6 : 3, knowledge);
    // Only checks in which the alert fires remain, because an alert about failed scrapes may fire earlier.
    const checks = story.checks.filter(({ firing }) => firing.length > 0);
    return [
      { ...story, checks, series: story.series.map((series) => failing(series, (index) => !answered(index), knowledge.source(series))) },
    ];
  },
};

/**
 * The samples that remain if there is a scrape only every `count` steps. A staleness marker moves to the next scrape, unless this scrape
 * has a sample.
 */
function every(count: number, samples: readonly Sample[]): Sample[] {
  return samples.map((sample, index): Sample => {
    if (index % count !== 0) return undefined;
    const since = samples.slice(Math.max(0, index - count + 1), index);
    return sample === undefined && since.includes("stale") ? "stale" : sample;
  });
}

/**
 * Scrape intervals in steps: the multiples of a step up to the longest interval that an environment may have. One step is left out, because
 * the scenarios already have this interval.
 */
const intervals = Array.from({ length: longestInterval / step }, (_, index) => index + 1).filter((count) => count > 1);

/** Scrapes at each interval in `intervals`: one story per interval. */
export const scrapeIntervals: Transformation = {
  name: "any scrape interval",
  apply: (original, knowledge) =>
    intervals.map((count) => {
      const story = withTime(original, 2 * count, knowledge);
      // Checks that expect no alert are dropped: the alert may fire slightly earlier if the last scrape was longer ago.
      const checks = story.checks.filter(({ firing }) => firing.length > 0);
      return {
        ...story,
        series: story.series.map((series) =>
          knowledge.source(series) === "once" ? series : withSamples(series, every(count, series.samples)),
        ),
        checks,
      };
    }),
};

const before = 20;

/** Delays all samples by five minutes, as if all targets were new to Prometheus. Their counters do not start at 0. */
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

/** Name of the series that is 1 while Prometheus is down. Rules have no result during this time. */
export const awayMetric = "proof:prometheus_away";
const awaySteps = 1200 / step;

/** Inserts a gap in the middle of a series. Counters and timestamps keep changing during the gap. */
function gap(series: RawSeries, middle: number, kind: ReturnType<Knowledge["kind"]>): RawSeries {
  const { samples } = series;
  const grown = kind === "counter" ? slope(samples, middle, kind) * awaySteps : followsClock(kind) ? awaySteps * step : 0;
  const after = mapNumbers(samples.slice(middle), (value) => tidy(value + grown));
  return withSamples(series, [...samples.slice(0, middle), ...nothing(awaySteps), ...after]);
}

/** Stops Prometheus for 20 minutes in the middle of the story. During this time, there are no samples and no rule evaluations. */
export const prometheusAway: Transformation = {
  name: "Prometheus down for 20 minutes",
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
