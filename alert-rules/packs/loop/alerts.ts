import { loopMetrics } from "../../../exporters/instrumentation/loops";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type Times, type World } from "../../proofs/patterns";
import { gone, hold, step } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { fromZero, withSamples } from "../../proofs/transformations/edit";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem, serviceErrors, serviceLog, serviceReplicas } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts, type ProvenAt } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { itemAge, iterationAge } from "./series";
import { loopSeries, proofLoopInstance, pushedLoop, scrapedLoop, type LoopState } from "./world";

const worlds: readonly World<LoopState>[] = [
  { name: "scraped", series: scrapedLoop, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedLoop, successor: pushMissingProof },
];

/** The last increase is visible for one more step. Two steps after it, the age is above the threshold, which is a multiple of a step. */
const times = (threshold: number): Times => ({ detects: threshold + step, clears: 0, loses: 60 - step });

function proofs(name: string, { severity, threshold, wait }: ProvenAt, beyond: LoopState, inside: LoopState) {
  const { quiet, fires, edges } = moments(name, severity, proofLoopInstance);
  const at = threshold + wait + 120;
  const first: Scenario = {
    title: `${name} ${severity} fires although one replica never increases its counter, and the other one stops`,
    series: [
      ...scrapedLoop([hold(300, inside), hold(at, beyond)]),
      ...loopSeries("prom-client", [hold(300 + at, { iterations: 0, items: 0 })], "web-2:9464"),
    ],
    checks: [quiet(285), fires(300 + at - step)],
  };
  const second: Scenario = {
    title: `${name} ${severity} is quiet if the loop runs in one replica of two`,
    series: [
      ...scrapedLoop([hold(300, inside), hold(at, beyond)]),
      ...loopSeries("prom-client", [hold(300, { iterations: 0, items: 0 }), hold(at, inside)], "web-2:9464"),
    ],
    checks: [quiet(285), quiet(300 + at - step)],
  };
  const until = 300 + threshold + 240;
  const restarted: Scenario = {
    title: `${name} ${severity} counts from the last increase, although the process restarts after it`,
    series: scrapedLoop([hold(300, inside), hold(until - 300, beyond)]).map((series) =>
      series.metric === "up" ? series : withSamples(series, fromZero(series.samples, 390 / step)),
    ),
    checks: edges(300 + threshold + step + wait),
  };
  const another = loopSeries("prom-client", [hold(300 + at + 300, inside)]).map((series) => ({
    ...series,
    labels: { ...series.labels, [loopMetrics.loop]: "another" },
  }));
  const unreported: Scenario = {
    title: `${name} ${severity} resolves when the process no longer reports the loop, but reports another one`,
    series: [
      ...loopSeries("prom-client", [hold(300, inside), hold(at, beyond), gone(300)]),
      ...another,
      upOf("prom-client", [hold(600 + at, 1)]),
    ],
    checks: edges(300 + threshold + step + wait, 300 + at + 60 - step),
  };
  return also(
    usualProofs<LoopState>({
      alert: name,
      severity,
      identity: [...identity, ...iterationAge.extra],
      instance: proofLoopInstance,
      worlds,
      beyond,
      inside,
      settle: threshold + 60,
      recover: 60,
      wait,
      times: times(threshold),
      missing: { then: "successor", after: 540 },
    }),
    { fires: [first, restarted], quiet: [second], resolves: [unreported] },
  );
}

/** Threshold for the time since the last iteration of a loop, in seconds. */
export const loopAgeThreshold = defineThreshold({
  key: "loopAge",
  series: iterationAge,
  defaults: { critical: 120 },
  proven: { warning: 105, info: 90 },
  waits: {},
});

/** Alerts for a loop that has stopped. */
export const loopStuck = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "LoopStuck",
    symptom: "loop",
    labels: { action: "restart" },
    threshold: loopAgeThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: loop ${label("loop")} has not run for ${value("duration")}`,
    impact: "The loop does no work until it runs again, although the process responds.",
    firstSteps: [
      {
        step: "Read the last log lines of the service. They show what the loop waits for, or the error that ended it.",
        command: serviceLog,
      },
      { step: "Check whether what the loop calls responds: databases, APIs of other companies.", command: firingInSystem },
      { step: "Restart the service, and check that the loop runs in one of its replicas.", command: serviceReplicas },
    ],
    firstCommand: { query: "loop:iteration_age_seconds{$service}" },
    panel: "loops/iterations",
    proofs: (at) => proofs("LoopStuck", at, { iterations: 0 }, { iterations: 1 }),
  });

/** Threshold for the time since a loop last found a new item, in seconds. No default: how often there are new items differs too much. */
export const loopItemAgeThreshold = defineThreshold({
  key: "loopItemAge",
  series: itemAge,
  defaults: {},
  proven: { critical: 900, warning: 600, info: 300 },
  waits: {},
});

/** Alerts for a loop that finds nothing new. */
export const loopFindsNothing = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "LoopFindsNothing",
    symptom: "loop-items",
    threshold: loopItemAgeThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: loop ${label("loop")} has found no new item for ${value("duration")}`,
    impact: "New items may exist that the loop does not see, so everything that depends on them is out of date.",
    firstSteps: [
      {
        step: "Read the errors in the log of the service: an expired password, a changed API or a filter that matches nothing.",
        command: serviceErrors,
      },
      {
        step: "Check whether calls of the service to the source fail.",
        command: { query: "dependency:calls_failed:ratio_rate5m{$service}" },
      },
      "Look at the source itself. If it has no new items, the threshold `loopItemAge` of the service is too low for this time of day.",
    ],
    firstCommand: { query: "loop:item_age_seconds{$service}" },
    panel: "loops/items",
    proofs: (at) => proofs("LoopFindsNothing", at, { items: 0 }, { items: 1 }),
  });
