import { identity, serviceKey, type Recording, type Series } from "../../model";
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

/** How long Prometheus may be away without forgetting. */
const remember = minutes(60 * 24);
/** Gatus that misses some scrapes has not been told anything. */
const bridge = minutes(10);
const step = minutes(1);

const by = labels(...identity, ...extra);
const beats = select(metric("gatus_results_total"), { job: is("stack"), success: is("true") });
const before = promql`last_over_time(${beats}[${bridge}] offset ${step})`;
const now: Promql = promql`max by (${by}) (0 * ${jobInterval} + time())`;

/** What the catalogue expects of each job. */
export const expectedJobs = (jobs: readonly DeclaredJob[]): Recording[] =>
  jobs.map(({ service, name, heartbeat, seconds, severity }) => ({
    record: jobInterval,
    expr: promql`${scalar(seconds)}`,
    labels: {
      system: service.system,
      environment: service.environment,
      service: service.service,
      owner: service.owner,
      job_name: name,
      heartbeat,
      severity,
    },
  }));

/**
 * Jobs send heartbeats to Gatus, whose counters Prometheus reads. Gatus begins anew at each start, so what counts is that a counter
 * changed or appeared; the time of it is kept by reading the rule's own last result.
 */
export const jobRecordings = (): Recording[] => [
  {
    record: jobLastSuccess.name,
    expr: promql`
      max by (${by}) (
          (0 * ${jobInterval} + time())
        and on (heartbeat)
          label_replace(${beats} != ${before} or ${beats} unless ${before}, "heartbeat", "$1", "key", "(.*)")
      )
        or
      (
          last_over_time(${jobLastSuccess.name}[${remember}])
        and on (${labels(...jobKey)})
          ${jobInterval}
      )
        or
      ${now}`,
  },
  { record: jobAge.name, expr: promql`time() - ${jobLastSuccess.name}` },
];
