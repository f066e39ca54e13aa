import { expression, fixed, defineThreshold } from "../../condition";
import { heartbeatAge, jobFailureRatio, jobsFailed, jobsWaiting, oldestJobAge, queueKey } from "./series";
import type { Alert } from "../../model";
import { also, usualProofs } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { proofQueueInstance, queueSeries, queueWorld } from "./world";
import { labels, minutes, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import {
  check,
  ending,
  enoughFailures,
  failureAlert,
  failureTraces,
  gaugeProofs,
  profiles,
  queueIdentity,
  silent,
  stuckAlert,
  stuckKeep,
  stuckProofs,
  stuckWaits,
  worlds,
} from "./proofs";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

/** `keep_firing_for`: what goes up and down around a threshold is one alert. */
const keep = minutes(2);

/** Jobs that wait. */
export const queueDepthThreshold = defineThreshold({
  key: "queueDepth",
  series: jobsWaiting,
  defaults: { warning: 50, critical: 100 },
  proven: { info: 20 },
});

/** More jobs wait than the threshold. */
export const queueDepthHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "QueueDepthHigh",
    symptom: "queue-depth",
    labels: { action: "scale" },
    threshold: queueDepthThreshold,
    waits: { critical: 300, warning: 300 },
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} jobs wait in queue ${label("queue")}`,
    impact: "Work is done late: more jobs come in than are finished.",
    firstSteps: [
      "Open the panel: did more jobs come in, or were fewer finished? Compare completed, failed and waiting.",
      "If nothing is finished, see whether workers run and what their log says; QueueWorkerStuck says it too.",
      "If more came in, find who fills the queue; add workers only if what the jobs use (database, vendor) can take it.",
    ],
    panel: "queues/depth",
    proofs: (at) =>
      also(gaugeProofs("QueueDepthHigh", at, { waiting: at.threshold + 1, completed: 1 }, { waiting: at.threshold, completed: 1 }), {
        fires: profiles.map((profile) => ({
          title: `QueueDepthHigh ${at.severity} fires in its time although a scrape fails on the way (${profile.id})`,
          series: queueWorld(profile, [
            hold(60, { waiting: 0 }),
            hold(15, { waiting: at.threshold + 1 }),
            gone(15),
            hold(at.wait + 60, { waiting: at.threshold + 1 }),
          ]),
          checks: [check("QueueDepthHigh", at.severity, 60, false), check("QueueDepthHigh", at.severity, 60 + at.wait + 15, true)],
        })),
        quiet: profiles.map((profile) => {
          const phases = [hold(900, { waiting: at.threshold })];
          return {
            title: `QueueDepthHigh ${at.severity} counts a queue once however many replicas report it (${profile.id})`,
            series: [...queueWorld(profile, phases), ...queueSeries(profile, phases, "web-2:9464")],
            checks: [check("QueueDepthHigh", at.severity, 885, false)],
          };
        }),
      }),
  });

/** How long a job has waited, in seconds. */
export const oldestJobAgeThreshold = defineThreshold({
  key: "oldestJobAge",
  series: oldestJobAge,
  defaults: { warning: 300, critical: 900 },
  proven: { info: 120 },
});

/** A job has waited longer than the threshold, whatever the depth. */
export const queueOldestJobTooOld = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "QueueOldestJobTooOld",
    symptom: "queue-age",
    threshold: oldestJobAgeThreshold,
    waits: { critical: 30, warning: 30 },
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: a job of queue ${label("queue")} has waited for ${value("duration")}`,
    impact: "Whoever waits for this work has waited that long already; the depth may look harmless.",
    firstSteps: [
      "See whether workers run and finish jobs at all; if none does, restart them after reading their log.",
      "If they do, look for one kind of job that holds them: long runs, retries, a slow database or vendor.",
      "If one job alone is stuck, take it out of the queue by its id and keep it for later.",
    ],
    panel: "queues/oldest",
    proofs: (at) =>
      gaugeProofs("QueueOldestJobTooOld", at, { waiting: 1, oldestAge: at.threshold + 1 }, { waiting: 1, oldestAge: at.threshold - 1 }),
  });

/** Share of ended jobs that failed, 0..1. */
export const jobFailureRatioThreshold = defineThreshold({
  key: "jobFailureRatio",
  series: jobFailureRatio,
  defaults: { critical: 0.5 },
  proven: { warning: 0.3, info: 0.2 },
  guard: promql`${jobsFailed.name} >= ${scalar(enoughFailures)}`,
});

/** Too many of the jobs that ended have failed. */
export const queueJobFailureRatioHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: failureAlert,
    symptom: "queue-failures",
    threshold: jobFailureRatioThreshold,
    waits: { critical: 30, warning: 30 },
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the jobs of queue ${label("queue")} fail`,
    impact: "Work is lost or repeated; users do not get what the jobs were to make.",
    firstSteps: [
      "Read the errors of the last failed jobs: one error for all means one cause.",
      "Compare the start with the last deployment; roll back if they agree.",
      "Check what the jobs use: database, vendor, credentials. Retry the failed jobs only when the cause is gone.",
    ],
    panel: "queues/failures",
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
          missing: { then: "successor", after: minutes(16).seconds },
        }),
        failureTraces(severity),
      ),
  });

const gap = minutes(1);
const on = labels(...queueKey);
const noHeartbeat = promql`last_over_time(${heartbeatAge.name}[${gap}])`;
const stuckWhen = {
  critical: fixed(heartbeatAge, ">", silent.seconds, {
    or: expression(
      `there is no sign of life, and jobs have waited for ${silent.text}`,
      promql`
    (
        min_over_time(${jobsWaiting.name}[${gap}]) > 0
      and
        ${jobsWaiting.name} offset ${silent} > 0
      unless on (${on})
        ${noHeartbeat}
    )`,
    ),
  }),
  warning: expression(
    "there is no sign of life of any worker",
    promql`
    ${jobsWaiting.name}
      unless on (${on})
        ${noHeartbeat}`,
  ),
} as const;

/** No worker shows that it lives: critical when its heartbeat is old or jobs wait, a warning when nothing waits yet. */
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
    summary: text`${label("system")}/${label("service")}: no heartbeat of a worker of queue ${label("queue")} has moved for 2 minutes`,
    impact: "Nothing is taken from the queue until a worker runs again; what is put in waits.",
    firstSteps: [
      "See whether the worker's process runs; if it does, its loop hangs: read its last log lines before restarting it.",
      "Check that it reaches Redis: address, password, connection limit.",
      "For arq, check that health_check_interval is 30 s or less: with the default of an hour a stopping worker removes the sign of all.",
      "If the worker is known to run and do its work, it does not expose its heartbeat: see the queue's instrumentation profile.",
    ],
    panel: "queues/heartbeat",
    proofs: stuckProofs(severity),
  }));
