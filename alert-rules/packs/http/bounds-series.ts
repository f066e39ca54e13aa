import { routesLabel } from "../../../exporters/instrumentation/http";
import { severities } from "../../../exporters/model/thresholds";
import { isOff } from "../../../exporters/model/units";
import { appliedThresholds, type Threshold } from "../../condition";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { boundText, pushedBoundText } from "../../proofs/samples";
import { is, labels, matches, promql, scalar, select, type Promql } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { httpDurationBuckets } from "./series";

/** The label with the severity at which `HttpLatencyHigh` compares with a threshold. The label `severity` is that of the alert itself. */
export const comparedLabel = "compared";

const series = seriesWith();
const key = labels(...serviceKey);

/** The thresholds of `HttpLatencyHigh` for each service. NaN if the alert is off. */
export const latencyThresholds = series("service:http_latency_threshold:seconds", "duration", "Threshold of the 95th percentile", [
  comparedLabel,
  routesLabel,
]);
/** Those thresholds of `latencyThresholds` that are no bound of the service's histogram. Services with native histograms have none. */
export const thresholdsBesideBounds = series(
  "service:http_latency_threshold_beside_bounds:seconds",
  "duration",
  "Threshold of the 95th percentile that is no bound of the histogram",
  [comparedLabel, routesLabel],
);
/** The highest finite bound of a service's classic histogram. */
export const highestBound = series(
  "service:http_duration_highest_bound:seconds",
  "duration",
  "Highest finite bound of the histogram of HTTP request durations",
);

const escaped = (text: string): string => text.replaceAll(".", "[.]").replaceAll("+", "[+]");
/** Regular expression for both spellings of a bound in the label `le`: a scraped `2.0` and a pushed `2`. */
const spellings = (bound: number): string => [...new Set([boundText(bound), pushedBoundText(bound)])].map(escaped).join("|");

/** The thresholds that equal `value` and are no bound of their service's histogram. */
const besideBounds = (value: number): Promql => promql`
      ${latencyThresholds.name} == ${scalar(value)}
        unless on (${key})
      ${select(httpDurationBuckets.name, { le: matches(spellings(value)) })}`;

const orElse = (sofar: Promql, next: Promql): Promql => promql`
      ${sofar}
        or
      ${next}`;

/**
 * Recording rules that compare thresholds with bounds. PromQL cannot compare the label `le` with a number, so there is one expression for each
 * value that is a threshold. The highest bound is what `histogram_quantile` returns if all requests take longer than every bound.
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
          0 * ${select(httpDurationBuckets.name, { le: matches("[0-9].*") })}
        or
          0 * ${select(httpDurationBuckets.name, { le: is("+Inf") })} + 1
      )`,
    },
  ];
}
