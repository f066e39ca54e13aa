import { arq } from "../../../exporters/instrumentation/queue";
import { fixed } from "../../condition";
import type { Alert } from "../../model";
import { also, bridged, usualProofs } from "../../proofs/patterns";
import { hold, type Phase } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { check, queueIdentity, worlds } from "./proofs";
import { workersMissing } from "./series";
import { proofQueueInstance, proofWorkers, queueWorld, type QueueState } from "./world";
import { previousLog, serviceReplicas } from "../../step-commands";

const keep = minutes(2);
const wait = minutes(5);

/** Alert for a queue with fewer live workers than the catalogue expects. If no worker is left, QueueWorkerStuck fires too. */
export const queueWorkersMissing = (): Alert => {
  const alert = "QueueWorkersMissing";
  const severity = "warning";
  const scenario = (title: string, phases: readonly Phase<QueueState>[], checks: Scenario["checks"]): Scenario => ({
    title: `${alert} ${severity} ${title}`,
    series: queueWorld(arq, phases),
    checks,
  });
  return {
    name: alert,
    symptom: "worker-heartbeat",
    about: (service) => service.kind === "worker" && service.workers !== undefined,
    severity,
    condition: fixed(workersMissing, ">", 0, {
      when: "fewer workers send heartbeats than the catalogue expects",
    }),
    for: wait,
    keepFiringFor: keep,
    identity: queueIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} expected worker(s) of queue ${label("queue")} are missing`,
    impact: "The other workers process the jobs more slowly. Jobs that a missing worker ran may run again.",
    firstSteps: [
      {
        step: "Check which worker does not run, and read the end of its log. A worker that was killed may have run out of memory.",
        command: [serviceReplicas, previousLog],
      },
      "If all workers run, check that each has its own health_check_key and adds its name to the queue's set of workers. Workers that share a key count as one. [Queues](instrument-a-service.md#queues) shows both.",
      "If the number of workers has changed on purpose, change `workers` in the catalogue.",
    ],
    firstCommand: { query: "queue:worker_heartbeat_age_seconds{$service}" },
    panel: "queues/heartbeat",
    proofs: () =>
      also(
        usualProofs<QueueState>({
          alert,
          severity,
          identity: queueIdentity,
          instance: proofQueueInstance,
          worlds: worlds.filter(({ name }) => name === arq.id),
          beyond: { live: proofWorkers - 1 },
          inside: { live: proofWorkers },
          settle: 15,
          recover: 60,
          wait: wait.seconds,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 150 },
        }),
        {
          quiet: [
            scenario(
              "is quiet while a worker is restarted",
              [hold(300, { live: proofWorkers }), hold(240, { live: proofWorkers - 1 }), hold(600, { live: proofWorkers })],
              [check(alert, severity, 525, false), check(alert, severity, 660, false), check(alert, severity, 1125, false)],
            ),
            scenario(
              "is quiet with more workers than expected",
              [hold(900, { live: proofWorkers + 1 })],
              [check(alert, severity, 885, false)],
            ),
          ],
        },
      ),
  };
};
