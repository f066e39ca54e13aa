import { callMetrics } from "../../../exporters/instrumentation/calls";
import { thresholdSpecs } from "../../../exporters/model/thresholds";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { callLatencyP95 } from "./latency-series";
import { calls } from "./series";
import { proofCallInstance, pushedCalls, scrapedCalls, type Calls } from "./world";

const window = minutes(5).seconds;
/** The alert needs more calls per second than this, because a percentile of few calls is meaningless. */
const enough = thresholdSpecs.callLatencyP95.counts.least / window;
const { http, db } = callMetrics;

const worlds: readonly World<readonly Calls[]>[] = [
  { name: "scraped, requests", series: scrapedCalls({ metric: http }), successor: targetDownProof("prom-client") },
  { name: "pushed, operations on a database", series: pushedCalls({ metric: db }), successor: pushMissingProof },
];

/** 20 calls per second. `share` of the calls, 0..1, take `seconds`. */
const mixed = (share: number, seconds: number): readonly Calls[] => [
  { perSecond: 20 * (1 - share), seconds: 0.05 },
  { perSecond: 20 * share, seconds },
];

/** Threshold for the 95th percentile of the duration of calls to one dependency, in seconds. No default: dependencies differ too much. */
export const callLatencyP95Threshold = defineThreshold({
  key: "callLatencyP95",
  series: callLatencyP95,
  defaults: {},
  proven: { critical: 2, warning: 1, info: 0.5 },
  waits: { critical: 120, warning: 300 },
  lag: window / 2,
  guard: { when: `there are more than ${enough} calls per second`, expr: promql`${calls.name} > ${scalar(enough)}` },
  counts: promql`${scalar(window)} * ${calls.name}`,
});

/** Alerts for slow calls to a dependency. */
export const dependencySlow = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "DependencySlow",
    symptom: "call-latency",
    threshold: callLatencyP95Threshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: p95 of the duration of calls to ${label("dependency")} is ${value("duration")}`,
    impact: "Requests and jobs that need this dependency are slow.",
    firstSteps: [
      {
        step: "Check the dependency itself: its load, its slow statements, and alerts about it. If it belongs to another company, check its status page.",
        command: firingInSystem,
      },
      {
        step: "Compare with the number of calls. More calls than usual can be the cause.",
        command: { query: "dependency:calls:rate5m{$service}" },
      },
    ],
    firstCommand: { query: "dependency:call_duration_seconds:p95_5m{$service}" },
    panel: "dependencies/latency",
    steady: ({ severity, threshold, wait }) =>
      (severity === "critical" ? worlds : worlds.slice(0, 1)).map(({ name, series }) => ({
        name,
        series: series([hold(4 * window + wait, mixed(0.06, threshold + 0.01))]),
        instance: proofCallInstance,
        count: 20 * window,
        at: 3 * window + wait,
        sharing: true,
      })),
    proofs: ({ severity, threshold, wait }) =>
      usualProofs({
        alert: "DependencySlow",
        severity,
        identity: [...identity, ...callLatencyP95.extra],
        instance: proofCallInstance,
        worlds,
        beyond: mixed(0.06, threshold + 0.01),
        inside: mixed(0.04, threshold + 0.01),
        settle: window,
        wait,
        times: { detects: 135, clears: 135, loses: window - 30 },
        missing: { then: "successor", after: window + 120 },
      }),
  });
