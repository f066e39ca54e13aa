import { isOff } from "../exporters/model/units";
import { waitAt, waitingMetric, type Threshold } from "./condition";
import type { Recording } from "./model";
import { keyOf } from "./owner";
import { is, promql, scalar, seconds, select } from "./promql";
import type { OwnThreshold, OwnThresholds } from "./rule-facts";

/**
 * Seconds that are added to the range selector: half of the longest evaluation interval. A range selector excludes a sample at exactly the
 * start of the range. Without the addition, the alert would stop waiting one evaluation too early.
 */
const half = 15;

/**
 * Recording rule that has a result while the alert waits because of the service's own `for`. The rule looks back over a period: the
 * difference between the own `for` and the alert's `for`, plus `lag`. The alert waits if, in this period, the series of the threshold had a
 * value for which the alert does not fire, or if the series had no sample at the start of the period. The rule does not read its own
 * earlier results, so a restart of Prometheus does not restart the wait. Empty if the own `for` is not longer, or if the threshold is
 * `off`.
 */
function waiting({ key, series, direction, atThreshold, waits, lag }: Threshold, own: OwnThreshold, wait: number): Recording[] {
  const longer = wait - waitAt(waits, own.severity);
  if (longer <= 0 || isOff(own.value)) return [];
  const more = longer + lag;
  const of = select(series.name, {
    ...Object.fromEntries(Object.entries(keyOf(own.service)).map(([label, value]) => [label, is(value)])),
    ...(own.routes === undefined ? {} : { routes: is(own.routes) }),
  });
  const [least, within] = direction === "above" ? [promql`min_over_time`, promql`<`] : [promql`max_over_time`, promql`>`];
  const operator = atThreshold ? within : promql`${within}=`;
  return [
    {
      record: waitingMetric(key),
      expr: promql`
        ${least}(${of}[${seconds(more + half)}]) ${operator} ${scalar(own.value)}
          or
        ${of} unless ${of} offset ${seconds(more)}`,
      // Without the label, the rules of several groups of routes would have the same name and labels.
      labels: { ...keyOf(own.service), severity: own.severity, ...(own.routes === undefined ? {} : { routes: own.routes }) },
    },
  ];
}

/** Recording rules for the services whose own `for` is longer than that of the alert, in the order of the thresholds. */
export const waitingRecordings = (thresholds: readonly Threshold[], { ownThresholds }: OwnThresholds): Recording[] =>
  thresholds.flatMap((threshold) =>
    ownThresholds
      .filter(({ key }) => key === threshold.key)
      .flatMap((own) => (own.wait === undefined ? [] : waiting(threshold, own, own.wait))),
  );
