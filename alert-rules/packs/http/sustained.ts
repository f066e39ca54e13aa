import { thresholdSpecs } from "../../../exporters/model/thresholds";
import { hours, minutes, promql, scalar, type Promql } from "../../promql";
import type { Recording, Series } from "../../model";
import { httpGroupBuckets, httpGroupLatencyP95 } from "./group-series";
import {
  httpDurationBuckets,
  httpErrorRatio,
  httpErrorRatioSustained,
  httpErrors,
  httpLatencyP95,
  httpLatencyP95Sustained,
  httpRequests,
} from "./series";
import { over, windowRecordings } from "./windows";

/** Minimum number of failed requests for a meaningful ratio. Fewer failures may come from one user. */
export const leastFailed = thresholdSpecs.errorRatio.counts.least;
/**
 * Shares of failed and of slow requests above which a 5-minute value counts immediately. They are reached if all requests fail for 22.5 s,
 * or are slow for 37.5 s.
 */
const soon = { failed: 0.075, slow: 0.125 } as const;

const window = minutes(5);
const slowWindow = hours(1);

/** The rate of `leastFailed` failures in this many seconds, lowered by half a failure to allow for rounding. */
const atLeast = (seconds: number) => scalar((leastFailed - 0.5) / seconds);

/** Requires that the series had samples 5 minutes ago. Otherwise, after a gap, the first samples would represent the whole window. */
const seenBefore = ({ name }: Series) => promql`${name} offset ${window}`;
const seen = seenBefore(httpRequests);

/** Names of the recorded series of a sustained ratio: all events and failed events per second, over 5 minutes, and their ratio. */
interface Ratio {
  readonly record: Series;
  readonly all: Series;
  readonly failed: Series;
  readonly ratio: Series;
}

/**
 * Recording rules for a sustained ratio of failed events, and for the rates over 30 minutes and an hour. The ratio depends on the number of
 * failed events:
 * - Enough in 5 minutes: the 5-minute ratio if it is above `soon.failed`, else its minimum over 5 minutes.
 * - Enough only in an hour: the smaller of the 1-hour and the 5-minute ratio, so that the alert resolves soon after the incident.
 * - Fewer, or no samples 5 minutes ago: 0.
 */
export function sustainedRatio({ record, all, failed, ratio }: Ratio): Recording[] {
  const [failed1h, all1h] = [over(failed.name, slowWindow), over(all.name, slowWindow)];
  return [
    ...windowRecordings(failed.name, { upTo: slowWindow }),
    ...windowRecordings(all.name, { upTo: slowWindow }),
    {
      record: record.name,
      expr: promql`
      (
          ${ratio.name} > ${scalar(soon.failed)}
        or
          min_over_time(${ratio.name}[${window}])
      )
      and
        ${failed.name} >= ${atLeast(window.seconds)}
      and
        ${seenBefore(all)}
    or
      (
          ${failed1h} / (${all1h} > 0) < ${ratio.name}
        or
          ${ratio.name}
      )
      and
        ${failed1h} >= ${atLeast(slowWindow.seconds)}
      and
        ${seenBefore(all)}
    or
      ${all.name} * 0`,
    },
  ];
}

/**
 * The sustained p95: the minimum of the p95 over 5 minutes, or the current p87.5 if that is higher. `before` requires that the service had
 * samples 5 minutes ago, as `seen` does for the error ratio.
 */
const latencyOf = (buckets: Series, p95: Series, before: Promql): Recording => ({
  record: httpLatencyP95Sustained.name,
  expr: promql`
    (
        histogram_quantile(${scalar(1 - soon.slow)}, ${buckets.name}) > min_over_time(${p95.name}[${window}])
      or
        min_over_time(${p95.name}[${window}])
    )
    and
      ${before}`,
});

/** Recording rules for the sustained error ratio and 95th percentiles, and for error and request rates over 30 minutes and an hour. */
export const sustainedRecordings: readonly Recording[] = [
  ...sustainedRatio({ record: httpErrorRatioSustained, all: httpRequests, failed: httpErrors, ratio: httpErrorRatio }),
  latencyOf(httpDurationBuckets, httpLatencyP95, seen),
  latencyOf(httpGroupBuckets, httpGroupLatencyP95, promql`${httpGroupLatencyP95.name} offset ${window}`),
];
