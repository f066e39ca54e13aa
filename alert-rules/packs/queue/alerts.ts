import { expression, fixed, defineThreshold } from "../../condition";
import { heartbeatAge, jobFailureRatio, jobsFailed, jobsWaiting, oldestJobAge, queueKey } from "./series";
import { notDraining, notPaused, pausedLately } from "./excuses";
import type { Alert } from "../../model";
import { also, usualProofs } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { proofQueueInstance, queueSeries, queueWorld } from "./world";
import { labels, minutes, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import { check, gaugeProofs, profiles, queueIdentity, silent, stuckAlert, stuckKeep, stuckProofs, stuckWaits, worlds } from "./proofs";
import { batchFires, batchIsQuiet, pauseProofs } from "./excuse-proofs";
import { ending, enoughFailures, failureAlert, failureTraces } from "./failure-proofs";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";
import { firingInSystem, serviceErrors, serviceLog, serviceReplicas } from "../../step-commands";

/** `keep_firing_for`, so that a value that crosses its threshold repeatedly causes only one alert. */
const keep = minutes(2);

/** Threshold for the number of waiting jobs. */
export const queueDepthThreshold = defineThreshold({
  key: "queueDepth",
  series: jobsWaiting,
  defaults: { warning: 50, critical: 100 },
  proven: { info: 20 },
  waits: { critical: 300, warning: 300 },
  guard: notDraining,
});

/** Alerts for a queue with too many waiting jobs. */
export const queueDepthHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "QueueDepthHigh",
    symptom: "queue-depth",
    labels: { action: "scale" },
    threshold: queueDepthThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} jobs are waiting in queue ${label("queue")}`,
    impact:
      "Jobs are late, because they arrive faster than they are processed. A batch that will be finished within an hour does not count.",
    firstSteps: [
      {
        step: 'Compare the panels "Jobs waiting" and "Jobs finished" on the same dashboard to find out whether more jobs arrive or fewer jobs are processed.',
        command: { query: "queue:jobs_completed:increase15m{$service}" },
      },
      {
        step: "If no job finishes, check whether workers run, and read their logs. See also QueueWorkerStuck.",
        command: [{ query: "queue:worker_heartbeat_age_seconds{$service}" }, serviceLog],
      },
      "If more jobs arrive, find the producer. Add workers only if the jobs' dependencies (database, vendor) can take the load.",
    ],
    firstCommand: { query: "queue:jobs_waiting:count{$service}" },
    panel: "queues/depth",
    proofs: (at) =>
      also(gaugeProofs("QueueDepthHigh", at, { waiting: at.threshold + 1, completed: 1 }, { waiting: at.threshold, completed: 1 }), {
        fires: [
          ...batchFires(at),
          ...pauseProofs("QueueDepthHigh", at, { waiting: at.threshold * 5 }).fires,
          ...profiles.map((profile) => ({
            title: `QueueDepthHigh ${at.severity} fires on time although a scrape fails while it is pending (${profile.id})`,
            series: queueWorld(profile, [
              hold(60, { waiting: 0 }),
              hold(15, { waiting: at.threshold + 1 }),
              gone(15),
              hold(at.wait + 60, { waiting: at.threshold + 1 }),
            ]),
            checks: [
              check("QueueDepthHigh", at.severity, 60, false),
              check("QueueDepthHigh", at.severity, 60 + at.wait + 15, true),
            ] as const,
          })),
        ],
        quiet: [
          ...batchIsQuiet(at),
          ...pauseProofs("QueueDepthHigh", at, { waiting: at.threshold * 5 }).quiet,
          ...profiles.map((profile) => {
            const phases = [hold(900, { waiting: at.threshold })];
            return {
              title: `QueueDepthHigh ${at.severity} counts a queue once, however many replicas report it (${profile.id})`,
              series: [...queueWorld(profile, phases), ...queueSeries(profile, phases, "web-2:9464")],
              checks: [check("QueueDepthHigh", at.severity, 885, false)] as const,
            };
          }),
        ],
      }),
  });

/** Threshold for the age of the oldest waiting job, in seconds. */
export const oldestJobAgeThreshold = defineThreshold({
  key: "oldestJobAge",
  series: oldestJobAge,
  defaults: { warning: 300, critical: 900 },
  proven: { info: 120 },
  waits: { critical: 30, warning: 30 },
  guard: notPaused,
});

/** Alerts for a job that has waited too long, even if the queue is short. */
export const queueOldestJobTooOld = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "QueueOldestJobTooOld",
    symptom: "queue-age",
    threshold: oldestJobAgeThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: oldest job in queue ${label("queue")} has waited ${value("duration")}`,
    impact: "Jobs in this queue are late, even if the queue is short.",
    firstSteps: [
      {
        step: "Check whether workers run and finish jobs. If no job finishes, read the workers' logs, and then restart the workers.",
        command: [{ query: "queue:worker_heartbeat_age_seconds{$service}" }, serviceLog],
      },
      {
        step: "If workers finish jobs, look for one kind of job that blocks them: long runs, retries, a slow database or vendor.",
        command: { query: "queue:jobs_completed:increase15m{$service}" },
      },
      "If a single job is stuck, remove it from the queue by its ID, and keep a copy for later.",
    ],
    firstCommand: { query: "queue:oldest_job_age_seconds{$service}" },
    panel: "queues/oldest",
    proofs: (at) =>
      also(
        gaugeProofs("QueueOldestJobTooOld", at, { waiting: 1, oldestAge: at.threshold + 1 }, { waiting: 1, oldestAge: at.threshold - 1 }),
        pauseProofs("QueueOldestJobTooOld", at, { waiting: 1, oldestAge: at.threshold + 1 }),
      ),
  });

/** Threshold for the share of finished jobs that failed, 0..1. */
export const jobFailureRatioThreshold = defineThreshold({
  key: "jobFailureRatio",
  series: jobFailureRatio,
  defaults: { critical: 0.5 },
  proven: { warning: 0.3, info: 0.2 },
  waits: { critical: 30, warning: 30 },
  guard: { when: `at least ${enoughFailures} jobs failed`, expr: promql`${jobsFailed.name} >= ${scalar(enoughFailures)}` },
  counts: promql`${jobsFailed.name}`,
});

/** Alerts for a queue in which too many of the finished jobs failed. */
export const queueJobFailureRatioHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: failureAlert,
    symptom: "queue-failures",
    threshold: jobFailureRatioThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of jobs in queue ${label("queue")} fail`,
    impact: "Work is lost or repeated, and users do not get their results.",
    firstSteps: [
      { step: "Read the errors of the latest failed jobs. If they all have the same error, look for one cause.", command: serviceErrors },
      "Compare the start of the failures with the last deployment. If they coincide, roll the deployment back.",
      {
        step: "Check the jobs' dependencies: database, vendor, credentials. Retry the failed jobs only after the cause is fixed.",
        command: firingInSystem,
      },
    ],
    firstCommand: { query: "queue:jobs_failed:increase15m{$service}" },
    panel: "queues/failures",
    steady: ({ threshold, wait }) => {
      const window = minutes(15).seconds;
      const state = ending(threshold * 1.1);
      return worlds.slice(0, 1).map(({ series }) => ({
        series: series([hold(2.5 * window + wait, state)]),
        instance: proofQueueInstance,
        count: (state.failed ?? 0) * window,
        at: 2 * window + wait,
      }));
    },
    proofs: ({ severity, threshold, wait, keep }) =>
      also(
        usualProofs({
          alert: failureAlert,
          severity,
          identity: queueIdentity,
          instance: proofQueueInstance,
          worlds,
          beyond: ending(threshold * 1.1),
          inside: ending(threshold * 0.9),
          settle: minutes(15).seconds,
          wait,
          keep,
          times: { detects: 435, clears: 435 },
          missing: { then: "successor", after: minutes(16).seconds },
        }),
        failureTraces(severity),
      ),
  });

const gap = minutes(1);
const on = labels(...queueKey);
const anyHeartbeat = promql`present_over_time(${heartbeatAge.name}[${gap}])`;
const stuckWhen = {
  critical: fixed({ ...heartbeatAge, compared: promql`(${heartbeatAge.name} unless on (${on}) ${pausedLately})` }, ">", silent.seconds, {
    or: expression(
      `no heartbeat is reported, and jobs have waited for ${silent.text}. Both count only if ${notPaused.when}`,
      promql`
    (
        min_over_time(${jobsWaiting.name}[${gap}]) > 0
      and
        ${jobsWaiting.name} offset ${silent} > 0
      unless on (${on})
        ${anyHeartbeat}
      unless on (${on})
        ${pausedLately}
    )`,
    ),
  }),
  warning: expression(
    `no heartbeat of a worker is reported, even if no job waits, and ${notPaused.when}`,
    promql`
    ${jobsWaiting.name}
      unless on (${on})
        ${anyHeartbeat}
      unless on (${on})
        ${pausedLately}`,
  ),
} as const;

/** Minimum time without a heartbeat when the alert fires: `silent` (critical), or the `for` of the warning. */
const stuckTimes = { critical: text`2 minutes`, warning: text`5 minutes` } as const;

/**
 * Alerts for a queue without a recent worker heartbeat. The critical alert fires if the latest heartbeat is old, or if the heartbeat metric
 * is missing and jobs wait. The warning fires if the metric is missing, even if no job waits. Neither fires for a queue that is paused or
 * was paused within the last 15 minutes.
 */
export const queueWorkerStuck = (): Alert[] =>
  (["critical", "warning"] as const).map((severity) => ({
    name: stuckAlert,
    symptom: "worker-heartbeat",
    labels: { action: "restart" },
    severity,
    condition: stuckWhen[severity],
    for: stuckWaits[severity],
    keepFiringFor: stuckKeep,
    identity: queueIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: no worker heartbeat for queue ${label("queue")} for ${stuckTimes[severity]}`,
    impact: "No jobs are processed until a worker runs again. New jobs wait in the queue.",
    firstSteps: [
      {
        step: "Check whether the worker's process runs. If it runs but processes no jobs, its loop hangs: read its last log lines before you restart it.",
        command: [serviceReplicas, serviceLog],
      },
      {
        step: "Check that the worker reaches Redis: address, password, connection limit.",
        command: { redis: "client list", on: "system" },
      },
      "For arq, check that health_check_interval is 30 s or less. Unless each worker has its own health_check_key, all workers of a queue share one, and a worker that stops removes it. With the default interval of one hour, it can take that long until another worker writes the key again.",
      "If the worker runs and processes jobs, check why it does not report its heartbeat. [Queues](instrument-a-service.md#queues) lists what each kind of queue needs.",
    ],
    firstCommand: { query: "queue:worker_heartbeat_age_seconds{$service}" },
    panel: "queues/heartbeat",
    proofs: () => stuckProofs(severity),
  }));
