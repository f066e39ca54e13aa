import { routesLabel } from "../../../exporters/instrumentation/http";
import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { labels, minutes, promql, type Promql } from "../../promql";
import { label, optional, text, value, type Template } from "../../template";
import { comparedLabel, highestBound, latencyThresholds, thresholdsBesideBounds } from "./bounds-series";
import { proofsOfBounds } from "./bounds-proofs";

const name = "HttpLatencyBoundMissing";
/** `for` of the alerts. A rollout that changes the histogram's bounds usually ends sooner. */
const wait = minutes(30);
const on = labels(...serviceKey);

/** The common start of the summaries, e.g. `shop/web: 2s is the critical threshold of HttpLatencyHigh`. */
const about = text`${label("system")}/${label("service")}: ${value("duration")} is the ${label(comparedLabel)} threshold of HttpLatencyHigh${optional(" on ", routesLabel)}`;

const add = "add the threshold and a higher bound to the buckets of the histogram in the application";

interface Part {
  readonly severity: "warning" | "info";
  readonly when: string;
  readonly expr: Promql;
  readonly summary: Template;
  readonly impact: string;
}

const parts: readonly Part[] = [
  {
    severity: "warning",
    when: "no finite bound of a service's histogram is above a threshold of `HttpLatencyHigh`",
    expr: promql`${latencyThresholds.name} >= on (${on}) group_left () ${highestBound.name}`,
    summary: text`${about}, but no finite bound of the histogram is higher`,
    impact: "HttpLatencyHigh cannot fire for this threshold, even if every request is slow: a percentile never exceeds the highest bound.",
  },
  {
    severity: "info",
    when: "a threshold of `HttpLatencyHigh` equals no bound of the service's histogram, and is below the highest finite bound",
    expr: promql`${thresholdsBesideBounds.name} < on (${on}) group_left () ${highestBound.name}`,
    summary: text`${about}, but no bound of the histogram`,
    impact: "Except at a bound, a percentile is an estimate. HttpLatencyHigh can fire too early for this threshold, or not at all.",
  },
];

/**
 * Alerts for a latency threshold that equals no bound of the service's histogram, or is not below its highest finite bound. They are needed
 * for discovered services. For services in the catalogue, validation rejects such thresholds.
 */
export const httpLatencyBoundMissing = (): Alert[] =>
  parts.map(({ severity, when, expr, summary, impact }): Alert => ({
    name,
    symptom: "bounds",
    severity,
    condition: expression(when, expr),
    for: wait,
    identity: [...identity, comparedLabel, routesLabel],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary,
    impact,
    firstSteps: [
      {
        step: `Compare the threshold with the bounds of the histogram, i.e. with the label le of its buckets. To make the alert exact, ${add}.`,
        command: { request: "metrics" },
      },
      "If the service needs another threshold, add the service to the catalogue, with a threshold that is a bound of its histogram.",
      "If replicas have different bounds, only the bounds that every replica has are used. Finish the rollout.",
    ],
    firstCommand: { query: "service:http_request_duration_seconds_bucket:rate5m{$service}" },
    panel: "http/latency",
    proofs: () => proofsOfBounds(name, severity, wait.seconds),
  }));
