import { keyOf } from "../../owner";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, labels, metric, minutes, promql, scalar, select, type MetricName, type Promql } from "../../promql";
import type { DeclaredJob } from "../../rule-facts";

const extra = ["job_name"];

/**
 * Time of the last success of a job. The rule keeps the time while the job is in the catalogue. Before the first success, the value is the
 * time when the job was added.
 */
export const jobLastSuccess: Series = {
  name: metric("job:last_success:timestamp"),
  extra,
  dimension: "timestamp",
  help: "When a job last reported success",
};
export const jobAge: Series = { name: metric("job:age_seconds"), extra, dimension: "duration", help: "Time since a job last succeeded" };
/**
 * Recorded series: the longest allowed time between two successes of a job, in seconds. Its labels include `severity`, and `schedule` if
 * the job has one.
 */
export const jobInterval = metric("expected:jobs:interval_seconds");

/** Labels that identify one job. */
export const jobKey = [...serviceKey, ...extra];

/** When Gatus last counted a failure of a job: a failed run, or a heartbeat that did not arrive in time. Missing without a failure. */
export const jobLastFailure: Series = {
  name: metric("job:last_failure:timestamp"),
  extra,
  dimension: "timestamp",
  help: "When a job last reported a failed run",
};

const heartbeat = ["heartbeat"];
/** Number of a job's successes that Gatus has counted. The label `heartbeat` holds Gatus' key of the job. */
export const heartbeatCount: Series = {
  name: metric("job:heartbeats:count"),
  extra: heartbeat,
  dimension: "count",
  help: "Successful heartbeats of a job since Gatus started",
};
/** Number of a job's failures that Gatus has counted. Gatus counts a heartbeat that does not arrive in time as a failure too. */
const failureCount: Series = {
  name: metric("job:failures:count"),
  extra: heartbeat,
  dimension: "count",
  help: "Failed runs of a job since Gatus started",
};

/** How long Prometheus or Gatus may be down before the last known heartbeat is lost. */
const remember = minutes(60 * 24);
/**
 * How long the rule ignores a count that appears after a failed scrape of Gatus. After one minute, the count of a minute ago is known. The
 * other minute is a margin: twice the longest scrape interval.
 */
const settling = minutes(2);
const step = minutes(1);

const by = labels(...serviceKey, ...extra);
const gatusUp = select(metric("up"), { job: is("stack"), service: is("gatus") });
/** The time of the evaluation. It is the timestamp of the latest sample of `jobInterval`, which every evaluation records. */
const now: Promql = promql`timestamp(${jobInterval})`;

/** Recording rules for the longest allowed time between two successes of each job in the catalogue. */
export const expectedJobs = (jobs: readonly DeclaredJob[]): Recording[] =>
  jobs.map(({ service, name, heartbeat: key, seconds, severity, due }) => ({
    record: jobInterval,
    expr: promql`${scalar(seconds)}`,
    labels: {
      ...keyOf(service),
      job_name: name,
      heartbeat: key,
      ...(due === undefined ? {} : { schedule: due.schedule }),
      severity,
    },
  }));

/** Recording rule for the number of successes or failures that Gatus has counted, by Gatus' key of the job. */
function counted(record: MetricName, success: "true" | "false"): Recording {
  const results = select(metric("gatus_results_total"), { job: is("stack"), success: is(success) });
  return {
    record,
    expr: promql`max by (${labels(...serviceKey, ...heartbeat)}) (label_replace(${results}, "heartbeat", "$1", "key", "(.*)"))`,
  };
}

/**
 * Time of the latest new result of each job. A result is new in two cases:
 * - The count differs from the last known count. That count may be old, because Prometheus or Gatus may have been down.
 * - The count appears, because Gatus exposes no count before the first result. A count that only reappears, because Gatus or Prometheus was
 *   down, is not a new result. If Prometheus was down one minute ago, `jobInterval` has no sample from that time.
 * The rule reads its own previous result to keep the time. It takes the maximum for each job, because an earlier version of the rule
 * recorded more labels.
 */
const lastChange = (count: MetricName, own: MetricName): Promql => promql`
  max by (${by}) (
      ${now}
    and on (heartbeat)
      (
          ${count} != last_over_time(${count}[${remember}] offset ${step})
        or
          (
              ${count}
            unless
              ${count} offset ${step}
            unless on ()
              min_over_time(${gatusUp}[${settling}]) == 0
            and on ()
              ${jobInterval} offset ${step}
          )
      )
  )
    or
  max by (${by}) (
      last_over_time(${own}[${remember}])
    and on (${by})
      ${jobInterval}
  )`;

/** Recording rules for the last success and the last failure of each job. Jobs report to Gatus, and Prometheus scrapes Gatus' counters. */
export const jobRecordings = (): Recording[] => [
  counted(heartbeatCount.name, "true"),
  {
    record: jobLastSuccess.name,
    expr: promql`
      ${lastChange(heartbeatCount.name, jobLastSuccess.name)}
        or
      max by (${by}) (${now})`,
  },
  { record: jobAge.name, expr: promql`time() - ${jobLastSuccess.name}` },
  counted(failureCount.name, "false"),
  { record: jobLastFailure.name, expr: lastChange(failureCount.name, jobLastFailure.name) },
];
