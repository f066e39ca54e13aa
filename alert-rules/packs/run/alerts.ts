import { hashedRuns } from "../../../exporters/instrumentation/runs";
import { defineThreshold } from "../../condition";
import { isApplication } from "../../pack";
import { identity, type Alert } from "../../model";
import { also, bridged, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { minutes, promql } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem, serviceErrors, serviceLog, serviceReplicas } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { failureScenarios, mixed } from "./proofs";
import { oldestRunAge, runFailureRatio, runsFailed } from "./series";
import { countedRunWorld, hashedRunWorld, proofRunInstance, pushedRuns, runSeries, scrapedRuns, type RunState } from "./world";

const keep = minutes(2);
const window = minutes(15).seconds;

const worlds: readonly World<RunState>[] = [
  { name: "scraped", series: scrapedRuns, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedRuns, successor: pushMissingProof },
  { name: hashedRuns.id, series: hashedRunWorld, successor: targetDownProof(hashedRuns.id) },
];

/** Only the outcome of such runs is known. */
const counted: World<RunState> = { name: "counter", series: countedRunWorld, successor: targetDownProof("request-counter") };

/** Threshold for the share of ended runs that failed, 0..1. A single failed run counts, unless the service sets `least`. */
export const runFailureRatioThreshold = defineThreshold({
  key: "runFailureRatio",
  series: runFailureRatio,
  defaults: { critical: 0.5 },
  proven: { warning: 0.3, info: 0.2 },
  waits: { critical: 30, warning: 30 },
  lag: window / 2,
  counts: promql`${runsFailed.name}`,
});

/** Alerts for a kind of run of which too many fail. */
export const runsFailing = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "RunsFailing",
    symptom: "run-failures",
    threshold: runFailureRatioThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the runs of ${label("run")} that ended in the last 15 minutes failed`,
    impact: "Work is lost or incomplete, and users do not get their results.",
    firstSteps: [
      {
        step: "Check which category most of the failures have.",
        command: { query: "run:failed_by_category:increase15m{$service}" },
      },
      { step: "Read the errors of the latest failed runs. If they all have the same error, look for one cause.", command: serviceErrors },
      {
        step: "Check what the runs depend on: databases, APIs of other companies, credentials. Repeat the failed runs only after the cause is fixed.",
        command: firingInSystem,
      },
    ],
    firstCommand: { query: "run:failed:increase15m{$service}" },
    panel: "runs/failures",
    steady: ({ threshold, wait }) => [
      {
        series: scrapedRuns([hold(2 * window + wait, mixed(threshold * 1.1))]),
        instance: proofRunInstance,
        count: 10 * threshold * 1.1 * window,
        at: 1.5 * window + wait,
        sharing: true,
      },
    ],
    proofs: ({ severity, threshold, wait, keep: kept }) =>
      also(
        usualProofs<RunState>({
          alert: "RunsFailing",
          severity,
          identity: [...identity, ...runFailureRatio.extra],
          instance: proofRunInstance,
          worlds: [...worlds, counted],
          beyond: mixed(threshold * 1.1),
          inside: mixed(threshold * 0.9),
          settle: window,
          wait,
          keep: kept,
          times: (world) => (world === hashedRuns.id ? bridged : { detects: 435, clears: 435 }),
          missing: { then: "successor", after: window + 60 },
        }),
        severity === "critical" ? failureScenarios("RunsFailing", severity, wait) : {},
      ),
  });

/** Threshold for the time since the start of the oldest running run, in seconds. */
export const runAgeThreshold = defineThreshold({
  key: "runAge",
  series: oldestRunAge,
  defaults: { warning: 900 },
  proven: { critical: 3600, info: 600 },
  waits: { critical: 30, warning: 30 },
});

/** Alerts for a run that has not ended for too long. */
export const runTooLong = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "RunTooLong",
    symptom: "run-age",
    about: (service) => isApplication(service) && service.runs.some(({ counter }) => counter === undefined),
    threshold: runAgeThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: a run of ${label("run")} has not ended for ${value("duration")}`,
    impact: "The run may hang. Its result is late, and it holds its resources, such as a sandbox, a connection or a lock.",
    firstSteps: [
      { step: "Find the run in the log of the service, and read its last lines.", command: serviceLog },
      {
        step: "Check whether only one replica is affected, and what the run waits for: a database, an API of another company, a lock.",
        command: [serviceReplicas, firingInSystem],
      },
      "If the run hangs, cancel it with the commands of the application, and repeat it. Add a timeout to the step that hung.",
    ],
    firstCommand: { query: "run:oldest_age_seconds{$service}" },
    panel: "runs/oldest",
    proofs: ({ severity, threshold, wait, keep: kept }) => {
      const { quiet, fires } = moments("RunTooLong", severity, proofRunInstance);
      return also(
        usualProofs<RunState>({
          alert: "RunTooLong",
          severity,
          identity: [...identity, ...oldestRunAge.extra],
          instance: proofRunInstance,
          worlds,
          beyond: { oldest: threshold + 1 },
          inside: { oldest: threshold },
          settle: 15,
          recover: 60,
          wait,
          keep: kept,
          times: bridged,
          missing: { then: "successor", after: 540 },
        }),
        {
          fires: [
            {
              title: `RunTooLong ${severity} fires if only one replica of two has a long run`,
              series: [
                ...scrapedRuns([hold(60, {}), hold(wait + 180, { oldest: threshold + 1 })]),
                ...runSeries("prom-client", [hold(wait + 240, { oldest: 5 })], "web-2:9464"),
              ],
              checks: [quiet(45), fires(wait + 180)],
            },
          ],
        },
      );
    },
  });
