import { isOff } from "../exporters/model/units";
import { waitAt, waitingMetric, type Threshold } from "./condition";
import type { Recording } from "./model";
import { keyOf } from "./owner";
import { is, promql, scalar, seconds, select } from "./promql";
import type { OwnThreshold, OwnThresholds } from "./rule-facts";

/**
 * Half a usual evaluation interval in seconds. Prometheus leaves the sample at the start of a window out, so without this time the window
 * would be over one evaluation too early.
 */
const half = 15;

/**
 * Records that the alert waits for a service: in the additional time of the service's own `for`, the series had a value that was not beyond
 * the threshold, or no value at its start. The minimum over a window needs no memory, so a restart of Prometheus does not start the time again.
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
      labels: { ...keyOf(own.service), severity: own.severity },
    },
  ];
}

/** Recording rules for the services that wait longer than the alerts on these thresholds, in the order of the thresholds. */
export const waitingRecordings = (thresholds: readonly Threshold[], { ownThresholds }: OwnThresholds): Recording[] =>
  thresholds.flatMap((threshold) =>
    ownThresholds
      .filter(({ key }) => key === threshold.key)
      .flatMap((own) => (own.wait === undefined ? [] : waiting(threshold, own, own.wait))),
  );
