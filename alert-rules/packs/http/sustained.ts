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

/** Failed requests below which a share says nothing: one of ten may be one user with one odd request. */
export const leastFailed = 5;
/** Share of the requests of 5 minutes beyond which nothing is waited for: 22 seconds in which everything fails. */
const soon = { failed: 0.075, slow: 0.125 } as const;

const window = minutes(5);
const slowWindow = hours(1);

const [errors1h, requests1h] = [over(httpErrors.name, slowWindow), over(httpRequests.name, slowWindow)];
/** Half a request below the least number, because rates are rounded. */
const atLeast = (seconds: number) => scalar((leastFailed - 0.5) / seconds);

/**
 * The share that failed of the last 5 minutes where it is large, else the smallest there was within 5 minutes. Where too few failed for
 * that, the share of an hour, or of the last 5 minutes where that is smaller: it ends soon after the trouble.
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
    or
      (
          ${errors1h} / (${requests1h} > 0) < ${httpErrorRatio.name}
        or
          ${httpErrorRatio.name}
      )
      and
        ${errors1h} >= ${atLeast(slowWindow.seconds)}
    or
      0 * ${httpRequests.name}`,
};

/** The smallest 95th percentile there was within 5 minutes, or what an eighth of the requests of 5 minutes exceeds, where that is more. */
const latency: Recording = {
  record: httpLatencyP95Sustained.name,
  expr: promql`
      histogram_quantile(${scalar(1 - soon.slow)}, ${httpDurationBuckets.name}) > min_over_time(${httpLatencyP95.name}[${window}])
    or
      min_over_time(${httpLatencyP95.name}[${window}])`,
};

/** Recordings of what lasts. */
export const sustainedRecordings: readonly Recording[] = [
  ...windowRecordings(httpErrors.name, { upTo: slowWindow }),
  ...windowRecordings(httpRequests.name, { upTo: slowWindow }),
  ratio,
  latency,
];
