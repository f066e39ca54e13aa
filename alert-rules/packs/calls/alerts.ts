import { callMetrics } from "../../../exporters/instrumentation/calls";
import type { Severity } from "../../../exporters/model/thresholds";
import { defineThreshold } from "../../condition";
import { identity } from "../../model";
import type { Alert } from "../../model";
import { also, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { hours, minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem, serviceErrors } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { ratioProofs } from "../http/ratio-proofs";
import { over } from "../http/windows";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { firingCalls, quietCalls } from "./proofs";
import { callErrorRatioSustained, calls, callsFailed } from "./series";
import { proofCallInstance, proofDependency, pushedCalls, results, scrapedCalls, type Calls } from "./world";

const window = minutes(5).seconds;
const hour = hours(1);
/** Seconds until a sustained value is valid: one window for the 5-minute value, and another for its minimum over time. */
const settle = 2 * window;
/**
 * Half a window after a change, the 5-minute value crosses the threshold. The value counts at once at the critical threshold, and after
 * another window at lower thresholds.
 */
const times = (severity: Severity) => ({ detects: severity === "critical" ? 135 : 420, clears: 135, loses: window - 30 });

const { http, db } = callMetrics;
const worlds: readonly World<readonly Calls[]>[] = [
  {
    name: "scraped, requests without a response",
    series: scrapedCalls({ metric: http }),
    successor: targetDownProof("prom-client"),
  },
  { name: "pushed, refused requests", series: pushedCalls({ metric: http, result: results.refused }), successor: pushMissingProof },
  { name: "pushed, operations on a database", series: pushedCalls({ metric: db }), successor: pushMissingProof },
];

/** 20 calls per second. `share` of the calls, 0..1, fail. */
const mixed = (share: number): readonly Calls[] => [
  { perSecond: 20 * (1 - share), seconds: 0.05 },
  { perSecond: 20 * share, seconds: 0.05, failed: true },
];

/** Threshold for the sustained share of failed calls to one dependency, 0..1. */
export const callErrorRatioThreshold = defineThreshold({
  key: "callErrorRatio",
  series: callErrorRatioSustained,
  defaults: { warning: 0.05, critical: 0.5 },
  proven: { info: 0.02 },
  waits: { critical: 60, warning: 120 },
  lag: window / 2,
  counts: promql`${scalar(hour.seconds)} * ${over(callsFailed.name, hour)}`,
});

/** Alerts for a sustained share of failed calls to a dependency above the threshold. */
export const dependencyCallsFailing = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "DependencyCallsFailing",
    symptom: "calls",
    threshold: callErrorRatioThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the calls to ${label("dependency")} fail`,
    impact: "Requests and jobs of the service that need this dependency fail or are incomplete.",
    firstSteps: [
      {
        step: "Read the service's error logs. They contain the error of each failed call.",
        command: serviceErrors,
      },
      {
        step: "Check whether the dependency is down, or whether other services fail to call it too.",
        command: firingInSystem,
      },
      "If the dependency belongs to another company, check its status page. The share also counts responses that refuse a request: 401, 402 and 403 mean a problem with the credentials or the account, 429 means that the rate limit is used up.",
    ],
    firstCommand: { query: "dependency:calls_failed:ratio_rate5m{$service}" },
    panel: "dependencies/errors",
    steady: ({ threshold }) => [
      {
        series: scrapedCalls({ metric: http })([hold(1.5 * hour.seconds, mixed(threshold * 1.1))]),
        instance: proofCallInstance,
        count: 20 * threshold * 1.1 * hour.seconds,
        at: 1.4 * hour.seconds,
        every: 60,
      },
    ],
    proofs: (at) => {
      const { severity, threshold, wait } = at;
      const more = { dependency: proofDependency };
      const ratio = { alert: "DependencyCallsFailing", severity, threshold, failed: callsFailed, all: calls, more };
      return also(
        usualProofs({
          alert: "DependencyCallsFailing",
          severity,
          identity: [...identity, ...callErrorRatioSustained.extra],
          instance: proofCallInstance,
          worlds: severity === "critical" ? worlds : worlds.slice(0, 1),
          beyond: mixed(threshold * 1.1),
          inside: mixed(threshold * 0.9),
          settle,
          recover: window,
          wait,
          times: times(severity),
          missing: { then: "successor", after: window + 120 },
        }),
        severity === "critical" ? { fires: firingCalls(at, ratio), quiet: ratioProofs(ratio).quiet } : { quiet: quietCalls(severity) },
      );
    },
  });
