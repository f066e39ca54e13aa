import { routesLabel } from "../../../exporters/instrumentation/http";
import { severities } from "../../../exporters/model/thresholds";
import { isOff } from "../../../exporters/model/units";
import { appliedThresholds, type Threshold } from "../../condition";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { boundText, pushedBoundText } from "../../proofs/samples";
import { is, labels, matches, promql, scalar, select, type Promql } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { httpDurationBuckets } from "./series";

/** Label with the severity of a threshold of `HttpLatencyHigh`. The label `severity` is the severity of `HttpLatencyBoundMissing`. */
export const comparedLabel = "compared";

const series = seriesWith();
const key = labels(...serviceKey);

/** The thresholds of `HttpLatencyHigh` for each service, in seconds. NaN if the service disables the alert. */
export const latencyThresholds = series("service:http_latency_threshold:seconds", "duration", "Threshold of the 95th percentile", [
  comparedLabel,
  routesLabel,
]);
/** Thresholds of `HttpLatencyHigh` that equal no bound of the service's classic histogram. Also recorded if there is no such histogram. */
export const thresholdsBesideBounds = series(
  "service:http_latency_threshold_beside_bounds:seconds",
  "duration",
  "Threshold of the 95th percentile that is no bound of the histogram",
  [comparedLabel, routesLabel],
);
/** The highest finite bound of a service's classic histogram, in seconds. */
export const highestBound = series(
  "service:http_duration_highest_bound:seconds",
  "duration",
  "Highest finite bound of the histogram of HTTP request durations",
);

const escaped = (text: string): string => text.replaceAll(".", "[.]").replaceAll("+", "[+]");
/** Regular expression for both spellings of a bound in the label `le`: a scraped `2.0` and a pushed `2`. */
const spellings = (bound: number): string => [...new Set([boundText(bound), pushedBoundText(bound)])].map(escaped).join("|");

/** Thresholds that equal `value`, of services without a bound `value` in a classic histogram. */
const besideBounds = (value: number): Promql => promql`
      ${latencyThresholds.name} == ${scalar(value)}
        unless on (${key})
      ${select(httpDurationBuckets.name, { le: matches(spellings(value)) })}`;

const orElse = (sofar: Promql, next: Promql): Promql => promql`
      ${sofar}
        or
      ${next}`;

/**
 * Recording rules for latency thresholds and histogram bounds. PromQL cannot compare the label `le` with a number, so each threshold value
 * has its own expression. The rule for the highest bound simulates requests above all finite bounds: `histogram_quantile` then returns the
 * highest finite bound.
 */
export function boundRecordings(threshold: Threshold, { ownThresholds }: OwnThresholds): Recording[] {
  const own = ownThresholds.filter((each) => each.key === threshold.key && !isOff(each.value));
  const used = severities.filter(
    (severity) => threshold.defaults[severity] !== undefined || own.some((each) => each.severity === severity),
  );
  const values = new Set([...Object.values(threshold.defaults), ...own.map(({ value }) => value)].filter((value) => value !== undefined));
  return [
    ...used.map((severity): Recording => ({
      record: latencyThresholds.name,
      expr: promql`max without (${labels("severity")}) (${appliedThresholds(threshold, severity)})`,
      labels: { [comparedLabel]: severity },
    })),
    {
      record: thresholdsBesideBounds.name,
      expr: [...values]
        .sort((a, b) => a - b)
        .map(besideBounds)
        .reduce(orElse),
    },
    {
      record: highestBound.name,
      expr: promql`
      histogram_quantile(
        1,
          ${select(httpDurationBuckets.name, { le: matches("[0-9].*") })} * 0
        or
          ${select(httpDurationBuckets.name, { le: is("+Inf") })} * 0 + 1
      )`,
    },
  ];
}
