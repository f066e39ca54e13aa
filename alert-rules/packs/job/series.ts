import { keyOf } from "../../owner";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { DeclaredJob } from "../../rule-facts";

const extra = ["job_name"];

/** Kept while the job is in the catalogue; a job without any heartbeat counts from when it was added. */
export const jobLastSuccess: Series = {
  name: metric("job:last_success:timestamp"),
  extra,
  dimension: "timestamp",
  help: "When a job last reported success",
};
/** Time since the last success. */
export const jobAge: Series = { name: metric("job:age_seconds"), extra, dimension: "duration", help: "Time since a job last succeeded" };
/** Longest allowed time between two heartbeats, by job and `severity`. */
export const jobInterval = metric("expected:jobs:interval_seconds");

/** Labels that identify one job. */
export const jobKey = [...serviceKey, ...extra];

/** A job's heartbeats as counted by Gatus, by Gatus' key. */
export const heartbeatCount: Series = {
  name: metric("job:heartbeats:count"),
  extra: ["heartbeat"],
  dimension: "count",
  help: "Successful heartbeats of a job since Gatus started",
};

/** How long Prometheus or Gatus may be down without losing the last known heartbeat. */
const remember = minutes(60 * 24);
/** A few failed scrapes of Gatus do not count as a new heartbeat. */
const bridge = minutes(10);
const step = minutes(1);

const by = labels(...serviceKey, ...extra);
const beats = select(metric("gatus_results_total"), { job: is("stack"), success: is("true") });
const gatusUp = select(metric("up"), { job: is("stack"), service: is("gatus") });
const now: Promql = promql`max by (${by}) (0 * ${jobInterval} + time())`;

/** The catalogue's expectations of each job. */
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
 * Jobs send heartbeats to Gatus, and Prometheus scrapes its counters. A heartbeat has arrived when the count differs from the last one seen,
 * however long ago that was: Gatus restarts at 0, and Prometheus may have been down. It has also arrived when a count appears that a
 * restart had removed, but not when a count merely reappears after Gatus or Prometheus was down. The rule keeps the time of the last
 * heartbeat by reading its own previous result.
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
