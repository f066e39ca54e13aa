import { bullmq } from "../../../exporters/instrumentation/queue";
import { fixed } from "../../condition";
import type { Alert } from "../../model";
import { also, bridged, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { check, queueIdentity, worlds } from "./proofs";
import { queuePaused } from "./series";
import { proofQueueInstance, queueWorld, type QueueState } from "./world";

const alert = "QueuePaused";
const severity = "warning";
const wait = minutes(60);

/**
 * Alert for a queue that has been paused for an hour. QueueDepthHigh, QueueOldestJobTooOld and QueueWorkerStuck do not fire for a paused
 * queue.
 */
export const queuePausedForLong = (): Alert => ({
  name: alert,
  symptom: "queue-paused",
  severity,
  condition: fixed(queuePaused, "==", 1, { when: "the queue is paused" }),
  for: wait,
  identity: queueIdentity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: queue ${label("queue")} has been paused for 1 hour`,
  impact: "No jobs are processed until the queue is resumed. Alerts about the depth, the age and the workers of the queue do not fire.",
  firstSteps: [
    "Find out who paused the queue and why. Ask in the team's channel.",
    "If the pause is no longer needed, resume the queue. The waiting jobs then start at once: watch the load on the jobs' dependencies.",
    "If the pause must last, silence this alert until its planned end.",
  ],
  firstCommand: { query: "queue:paused:info{$service}" },
  panel: "queues/depth",
  proofs: () =>
    also(
      usualProofs<QueueState>({
        alert,
        severity,
        identity: queueIdentity,
        instance: proofQueueInstance,
        worlds: worlds.filter(({ name }) => name === bullmq.id),
        beyond: { waiting: 10, paused: true },
        inside: { waiting: 10, paused: false },
        settle: 15,
        recover: 60,
        wait: wait.seconds,
        times: bridged,
        missing: { then: "successor", after: 150 },
      }),
      {
        quiet: [
          {
            title: `${alert} ${severity} is quiet for a pause of 50 minutes`,
            series: queueWorld(bullmq, [hold(600, { paused: false }), hold(3000, { paused: true }), hold(1800, { paused: false })]),
            checks: [check(alert, severity, 3585, false), check(alert, severity, 4200, false), check(alert, severity, 5385, false)],
          },
        ],
      },
    ),
});
