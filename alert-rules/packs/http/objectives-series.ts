import { errorBudget, objectiveLabel } from "../../burning";
import { serviceKey, type Recording, type Series } from "../../model";
import { latencyBound } from "../../objectives";
import {
  anyOf,
  hours,
  is,
  labels,
  metric,
  minutes,
  promql,
  scalar,
  seconds,
  select,
  type Duration,
  type MetricName,
  type Promql,
} from "../../promql";
import type { OwnObjective } from "../../rule-facts";
import { httpDurationBuckets, httpErrors, httpRequests } from "./series";
import { over, windowRecordings } from "./windows";

const days = (count: number): Duration => seconds(count * 86_400);
/** The period of every error budget: 30 days. */
export const budgetWindow = days(30);
const windows = [minutes(30), hours(1), hours(2), hours(6), days(1), days(3), budgetWindow];

const key = labels(...serviceKey);
/** Recorded series: requests per second that miss an objective, over 5 minutes. */
export const missed = metric("service:http_objective_missed:rate5m");
const share5m = metric("service:http_objective_missed:ratio_rate5m");

/** Share of a service's requests that miss an objective over 5 minutes. */
export const objectiveMissed: Series = {
  name: share5m,
  extra: [objectiveLabel],
  dimension: "ratio",
  help: "Share of HTTP requests that miss an objective of the service over 5 minutes",
};

/** Name of the recorded series: share of requests that miss an objective, averaged over the window. */
export const shareOver = (window: Duration): MetricName => over(share5m, window);
/** Name of the recorded series: requests per second that miss an objective, averaged over the window. */
export const missedOver = (window: Duration): MetricName => over(missed, window);

/**
 * Requests per second that take longer than `within` seconds, from native histograms of services with this latency objective.
 * `histogram_fraction` needs a number, so each bound has its own expression.
 */
function slowNative(within: number): Promql {
  const histograms = select(httpDurationBuckets.name, { le: is("") });
  return promql`
      (1 - histogram_fraction(0, ${scalar(within)}, ${histograms})) * histogram_count(${histograms})
        and on (${key})
      ${latencyBound} == ${scalar(within)}`;
}

/** Requests per second that miss an objective: slow requests for the latency objective, failed requests for all others. */
function missedBy(name: string, objectives: readonly OwnObjective[]): Promql {
  if (name !== "latency")
    return promql`
      ${httpErrors.name}
        and on (${key})
      ${select(errorBudget, { [objectiveLabel]: is(name) })}`;
  const within = promql`sum by (${key}) (${httpDurationBuckets.name} and on (${labels(...serviceKey, "le")}) ${latencyBound})`;
  const classic = promql`sum by (${key}) (${select(httpDurationBuckets.name, { le: is("+Inf") })}) - on (${key}) ${within}`;
  const bounds = [...new Set(objectives.flatMap((own) => (own.name === name && own.within !== undefined ? [own.within] : [])))];
  return anyOf([classic, ...bounds.sort((a, b) => a - b).map(slowNative)]);
}

/**
 * Recording rules for the rate and the share of requests that miss objectives, over all windows, and for the rate of all requests over the
 * windows longer than an hour. Empty if no service has an objective.
 */
export function objectiveSeries(objectives: readonly OwnObjective[]): Recording[] {
  if (objectives.length === 0) return [];
  const names = [...new Set(objectives.map(({ name }) => name))].sort();
  return [
    ...names.map((name): Recording => ({ record: missed, expr: missedBy(name, objectives), labels: { [objectiveLabel]: name } })),
    ...windowRecordings(missed, { upTo: budgetWindow }),
    ...windowRecordings(httpRequests.name, { after: hours(1), upTo: budgetWindow, only: promql`and on (${key}) ${errorBudget}` }),
    { record: share5m, expr: promql`${missed} / on (${key}) group_left () (${httpRequests.name} > 0)` },
    ...windows.map((window): Recording => ({
      record: shareOver(window),
      expr: promql`${over(missed, window)} / on (${key}) group_left () (${over(httpRequests.name, window)} > 0)`,
    })),
  ];
}
