import { keyOf } from "../../owner";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { DeclaredJob } from "../../rule-facts";

const extra = ["job_name"];

/** The time is kept while the job is declared; a job that was never heard of counts from when it was declared. */
export const jobLastSuccess: Series = {
  name: metric("job:last_success:timestamp"),
  extra,
  dimension: "timestamp",
  help: "When a job last said that it succeeded",
};
/** Time since then. */
export const jobAge: Series = { name: metric("job:age_seconds"), extra, dimension: "duration", help: "Time since a job last succeeded" };
/** Longest time a job may take to be heard of again, by job; `severity` says how bad it is. */
export const jobInterval = metric("expected:jobs:interval_seconds");

/** Labels by which two series are about the same job. */
export const jobKey = [...serviceKey, ...extra];

/** Heartbeats of a job as Gatus counts them, by Gatus' key. */
export const heartbeatCount: Series = {
  name: metric("job:heartbeats:count"),
  extra: ["heartbeat"],
  dimension: "count",
  help: "Successful heartbeats of a job since Gatus started",
};

/** How long Prometheus or Gatus may be away without losing what was last seen. */
const remember = minutes(60 * 24);
/** Gatus that misses some scrapes has received nothing new. */
const bridge = minutes(10);
const step = minutes(1);

const by = labels(...serviceKey, ...extra);
const beats = select(metric("gatus_results_total"), { job: is("stack"), success: is("true") });
const gatusUp = select(metric("up"), { job: is("stack"), service: is("gatus") });
const now: Promql = promql`max by (${by}) (0 * ${jobInterval} + time())`;

/** What the catalogue expects of each job. */
export const expectedJobs = (jobs: readonly DeclaredJob[]): Recording[] =>
  jobs.map(({ service, name, heartbeat, seconds, severity }) => ({
    record: jobInterval,
    expr: promql`${scalar(seconds)}`,
    labels: {
      ...keyOf(service),
      job_name: name,
      heartbeat,
      severity,
    },
  }));

/**
 * Jobs send heartbeats to Gatus, whose counters Prometheus reads. A heartbeat has arrived when the count differs from the last one seen,
 * however long ago that was: Gatus counts from 0 again after a restart, and Prometheus may have been away. It has also arrived when a
 * count appears, which a restart had removed; but not when it is only seen again because Gatus, or Prometheus, was away. The time of the
 * last heartbeat is kept by reading the rule's own last result.
 */
export const jobRecordings = (): Recording[] => [
  {
    record: heartbeatCount.name,
    expr: promql`max by (heartbeat) (label_replace(${beats} > 0, "heartbeat", "$1", "key", "(.*)"))`,
  },
  {
    record: jobLastSuccess.name,
    expr: promql`
      max by (${by}) (
          (0 * ${jobInterval} + time())
        and on (heartbeat)
          (
              ${heartbeatCount.name} != last_over_time(${heartbeatCount.name}[${remember}] offset ${step})
            or
              (
                  ${heartbeatCount.name}
                unless
                  last_over_time(${heartbeatCount.name}[${bridge}] offset ${step})
                unless on ()
                  min(min_over_time(${gatusUp}[${bridge}])) == 0
                and on (heartbeat)
                  ${jobInterval} offset ${step}
              )
          )
      )
        or
      max by (${by}) (
          last_over_time(${jobLastSuccess.name}[${remember}])
        and on (${by})
          ${jobInterval}
      )
        or
      ${now}`,
  },
  { record: jobAge.name, expr: promql`time() - ${jobLastSuccess.name}` },
];
