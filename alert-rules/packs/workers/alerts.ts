import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { minutes } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem, serviceLog, serviceReplicas } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { workersBusyRatio } from "./series";
import { proofGroupInstance, proofWorkers, pushedWorkers, scrapedWorkers, workerSeries, type WorkerState } from "./world";

const window = minutes(5).seconds;

const worlds: readonly World<WorkerState>[] = [
  { name: "scraped", series: scrapedWorkers, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedWorkers, successor: pushMissingProof },
];

/** Threshold for the share of busy workers, 0..1. Above the default, at most one worker in ten is idle on average. */
export const workersBusyThreshold = defineThreshold({
  key: "workersBusy",
  series: workersBusyRatio,
  defaults: { warning: 0.9 },
  proven: { critical: 0.95, info: 0.8 },
  waits: { critical: 120, warning: 120 },
});

/** Alerts for a replica in which nearly all workers of a group have been busy for minutes. */
export const workersBusyHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "WorkersBusy",
    symptom: "workers",
    labels: { action: "scale" },
    threshold: workersBusyThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the workers ${label("worker_group")} of a replica are busy`,
    impact: "When all workers are busy, new requests wait until one is idle. They are slow, or time out.",
    firstSteps: [
      {
        step: "Compare with traffic. If there are more requests than usual, add replicas or workers.",
        command: { query: "service:http_requests:rate5m{$service}" },
      },
      {
        step: "If traffic is as usual, requests take longer. Find the slow routes, and what they wait for: a database, an API of another company, a lock.",
        command: [{ query: "topk(10, service_route:http_request_duration_seconds:p95_5m{$service})" }, firingInSystem],
      },
      {
        step: "If only one replica is affected, read its log for requests that never end, and restart it.",
        command: [serviceReplicas, serviceLog],
      },
    ],
    firstCommand: { query: "workers:busy:ratio_avg5m{$service}" },
    panel: "http/workers",
    proofs: ({ severity, threshold, wait }) => {
      const { quiet, fires } = moments("WorkersBusy", severity, proofGroupInstance);
      const inside: WorkerState = { busy: Math.round(threshold * proofWorkers) };
      const beyond: WorkerState = { busy: proofWorkers };
      const all = (seconds: number) => hold(seconds, beyond);
      return also(
        usualProofs<WorkerState>({
          alert: "WorkersBusy",
          severity,
          identity: [...identity, ...workersBusyRatio.extra],
          instance: proofGroupInstance,
          worlds,
          beyond,
          inside,
          settle: window,
          wait,
          times: { detects: 0, clears: window - 15, loses: 45 },
          missing: { then: "successor", after: 540 },
        }),
        {
          fires: [
            {
              title: `WorkersBusy ${severity} fires if only one replica of two is busy`,
              series: [
                ...scrapedWorkers([hold(300, {}), all(wait + 600)]),
                ...workerSeries("prom-client", [hold(wait + 900, { busy: 1 })], "web-2:9464"),
              ],
              checks: [quiet(285), fires(wait + 660)],
            },
            {
              title: `WorkersBusy ${severity} fires although every third scrape of a busy replica fails`,
              series: scrapedWorkers([hold(300, {}), ...Array.from({ length: 20 }, () => [all(30), gone(15)]).flat()]),
              checks: [quiet(285), fires(300 + window + wait + 30)],
            },
            {
              title: `WorkersBusy ${severity} fires if the busy replica restarts with fewer workers`,
              series: scrapedWorkers([hold(300, {}), all(450 + wait), gone(45), hold(600, { busy: 4, workers: 4 })]),
              checks: [quiet(285), fires(705 + wait), fires(1290 + wait)],
            },
          ],
          quiet: [
            {
              title: `WorkersBusy ${severity} is quiet while all workers are busy for a minute, again and again`,
              series: scrapedWorkers(Array.from({ length: 8 }, () => [hold(90, {}), all(60)]).flat()),
              checks: [quiet(435), quiet(735), quiet(1035), quiet(1185)],
            },
            {
              title: `WorkersBusy ${severity} is quiet for a replica that starts, and is busy with its first requests`,
              // No worker is busy at first, because the idle replica that a transformation adds keeps the first value.
              series: scrapedWorkers([hold(15, {}), all(wait), hold(900, {})]),
              checks: [quiet(wait - 15), quiet(wait + 15), quiet(wait + 285), quiet(wait + 600)],
            },
            {
              title: `WorkersBusy ${severity} is quiet for a group that reports no workers`,
              series: scrapedWorkers([hold(900, { busy: 4, workers: 0 })]),
              checks: [quiet(885)],
            },
          ],
        },
      );
    },
  });
