import { hours, minutes, promql, scalar } from "../../promql";
import type { Recording } from "../../model";
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

/** Failed requests below which a ratio is meaningless: one of ten may be one user with one odd request. */
export const leastFailed = 5;
/** 5-minute error ratio above which the alert does not wait: as after 22 seconds in which every request fails. */
const soon = { failed: 0.075, slow: 0.125 } as const;

const window = minutes(5);
const slowWindow = hours(1);

const [errors1h, requests1h] = [over(httpErrors.name, slowWindow), over(httpRequests.name, slowWindow)];
/** Half a request below the minimum, because rates are rounded. */
const atLeast = (seconds: number) => scalar((leastFailed - 0.5) / seconds);

/** The service had samples 5 minutes ago. After a gap, or for a new service, the first samples would be the whole window. */
const seen = promql`${httpRequests.name} offset ${window}`;

/**
 * The 5-minute error ratio where it is large, else its minimum over 5 minutes. Where too few requests failed for that, the smaller of the
 * 1-hour and the 5-minute ratio, so that the alert resolves soon after the incident.
 */
const ratio: Recording = {
  record: httpErrorRatioSustained.name,
  expr: promql`
      (
          ${httpErrorRatio.name} > ${scalar(soon.failed)}
        or
          min_over_time(${httpErrorRatio.name}[${window}])
      )
      and
        ${httpErrors.name} >= ${atLeast(window.seconds)}
      and
        ${seen}
    or
      (
          ${errors1h} / (${requests1h} > 0) < ${httpErrorRatio.name}
        or
          ${httpErrorRatio.name}
      )
      and
        ${errors1h} >= ${atLeast(slowWindow.seconds)}
      and
        ${seen}
    or
      0 * ${httpRequests.name}`,
};

/** The minimum p95 over 5 minutes, or the p87.5 of the last 5 minutes where that is higher. */
const latency: Recording = {
  record: httpLatencyP95Sustained.name,
  expr: promql`
    (
        histogram_quantile(${scalar(1 - soon.slow)}, ${httpDurationBuckets.name}) > min_over_time(${httpLatencyP95.name}[${window}])
      or
        min_over_time(${httpLatencyP95.name}[${window}])
    )
    and
      ${seen}`,
};

/** Recording rules for the sustained series. */
export const sustainedRecordings: readonly Recording[] = [
  ...windowRecordings(httpErrors.name, { upTo: slowWindow }),
  ...windowRecordings(httpRequests.name, { upTo: slowWindow }),
  ratio,
  latency,
];
