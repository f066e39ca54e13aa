import { loopMetrics } from "../../../exporters/instrumentation/loops";
import { tidy, type RawSeries, type Sample } from "../samples";
import { mapNumbers, withSamples } from "./edit";
import type { Transformation } from "./model";

/** Whether a counter has only integer values. In the proofs, counters of seconds or bytes and `_sum` series may have fractions. */
const isWhole = ({ metric }: RawSeries): boolean => !/_sum$|_(seconds|bytes)_total$/.test(metric);

/** Whether the series counts scheduled events. The number of checks, heartbeats and iterations does not depend on the number of users. */
const byTheClock = ({ metric }: RawSeries): boolean => metric.startsWith("gatus_") || metric === loopMetrics.iterations;

/**
 * Reduces a counter's increase since its first sample to a hundredth. If `whole`, the increase is rounded down to an integer. Samples below
 * the first sample do not change.
 */
function hundredth(samples: readonly Sample[], whole: boolean): Sample[] {
  const first = samples.find((sample) => typeof sample === "number") ?? 0;
  const round = whole ? Math.floor : (value: number) => value;
  return mapNumbers(samples, (value) => (value < first ? value : first + round((value - first) / 100)));
}

/** Combines two series sample by sample. Where one of them has no number, the result has the sample of `other`. */
const combined = (of: (one: number, other: number) => number, one: readonly Sample[], other: readonly Sample[]): Sample[] =>
  other.map((sample, index) => {
    const before = one[index];
    return typeof before === "number" && typeof sample === "number" ? tidy(of(before, sample)) : sample;
  });

const isBucket = ({ metric, labels }: RawSeries): boolean => metric.endsWith("_bucket") && labels.le !== undefined;
const boundOf = ({ labels: { le = "" } }: RawSeries): number => (le === "+Inf" ? Infinity : Number(le));

/** Identifies the classic histogram to which a bucket or a `_count` belongs. */
const histogramOf = ({ metric, labels }: RawSeries): string =>
  JSON.stringify([
    metric.replace(/_(bucket|count)$/u, ""),
    Object.entries(labels)
      .filter(([name]) => name !== "le")
      .sort(),
  ]);

/**
 * Reduces the buckets of one histogram. The requests between two bounds are reduced and rounded, and then summed. If the cumulative buckets
 * were rounded instead, they would increase at different times, and requests would seem to move between buckets.
 */
function fewerInBuckets(buckets: readonly RawSeries[]): Map<RawSeries, readonly Sample[]> {
  const reduced = new Map<RawSeries, readonly Sample[]>();
  let lower: RawSeries | undefined;
  for (const bucket of [...buckets].sort((a, b) => boundOf(a) - boundOf(b))) {
    const between = combined((below, all) => all - below, lower?.samples ?? [], bucket.samples);
    const below = lower === undefined ? [] : (reduced.get(lower) ?? []);
    reduced.set(
      bucket,
      combined((sum, own) => sum + own, below, hundredth(between, true)),
    );
    lower = bucket;
  }
  return reduced;
}

/** Reduces user traffic to a hundredth. */
export const littleTraffic: Transformation = {
  name: "a hundredth of the traffic",
  apply: (story, { kind }) => {
    const counters = story.series.filter((series) => kind(series) === "counter" && !byTheClock(series));
    const changes = ({ samples }: RawSeries): boolean => new Set(samples.filter((sample) => typeof sample === "number")).size > 1;
    if (!counters.some(changes)) return [];
    const histograms = new Map<string, RawSeries[]>();
    for (const bucket of counters.filter(isBucket))
      histograms.set(histogramOf(bucket), [...(histograms.get(histogramOf(bucket)) ?? []), bucket]);
    const reduced = new Map([...histograms.values()].flatMap((buckets) => [...fewerInBuckets(buckets)]));
    /** A `_count` equals the bucket `+Inf` of its histogram. */
    const total = (series: RawSeries): RawSeries | undefined =>
      series.metric.endsWith("_count") ? histograms.get(histogramOf(series))?.find((bucket) => boundOf(bucket) === Infinity) : undefined;
    const less = (series: RawSeries): readonly Sample[] =>
      reduced.get(total(series) ?? series) ?? hundredth(series.samples, isWhole(series));
    return [{ ...story, series: story.series.map((series) => (counters.includes(series) ? withSamples(series, less(series)) : series)) }];
  },
};
