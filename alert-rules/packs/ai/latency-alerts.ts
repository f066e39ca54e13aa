import { thresholdSpecs } from "../../../exporters/model/thresholds";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { aiLatencyP95 } from "./latency-series";
import { calls } from "./series";
import { proofAiInstance, pushedAi, scrapedAi, scrapedLiteLlm, type AiCalls } from "./world";

const window = minutes(5).seconds;
/** The alert needs more calls per second than this, because a percentile of few calls is meaningless. */
const enough = thresholdSpecs.aiLatencyP95.counts.least / window;

const worlds: readonly World<readonly AiCalls[]>[] = [
  { name: "scraped", series: scrapedAi(), successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedAi(), successor: pushMissingProof },
  { name: "LiteLLM", series: scrapedLiteLlm(), successor: targetDownProof("fastapi-instrumentator") },
];

/** Two calls per second. `share` of the calls, 0..1, take `seconds`. */
const mixed = (share: number, seconds: number): readonly AiCalls[] => [
  { perSecond: 2 * (1 - share), seconds: 0.1 },
  { perSecond: 2 * share, seconds },
];

/** Threshold for the 95th percentile of the duration of calls to one provider, in seconds. No default: models differ too much. */
export const aiLatencyP95Threshold = defineThreshold({
  key: "aiLatencyP95",
  series: aiLatencyP95,
  defaults: {},
  proven: { critical: 5.12, warning: 2.56, info: 1.28 },
  waits: { critical: 120, warning: 300 },
  lag: window / 2,
  guard: { when: `there are more than ${enough.toFixed(3)} calls per second`, expr: promql`${calls.name} > ${scalar(enough)}` },
  counts: promql`${scalar(window)} * ${calls.name}`,
});

/** Alerts for slow calls to an AI provider. */
export const aiSlow = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "AiSlow",
    symptom: "ai-latency",
    threshold: aiLatencyP95Threshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: p95 of the duration of calls to ${label("provider")} is ${value("duration")}`,
    impact: "Users wait long for answers of the features that use this AI provider.",
    firstSteps: [
      {
        step: "Compare with the number of tokens that the model returns. Longer answers take longer.",
        command: { query: "model:ai_output_tokens:rate5m{$service}" },
      },
      {
        step: "If the first token is late too, the provider is overloaded: check its status page, or switch to another model.",
        command: { query: "provider:ai_time_to_first_token_seconds:p95_5m{$service}" },
      },
    ],
    firstCommand: { query: "provider:ai_call_duration_seconds:p95_5m{$service}" },
    panel: "ai/latency",
    steady: ({ severity, threshold, wait }) =>
      (severity === "critical" ? worlds : worlds.slice(0, 1)).map(({ name, series }) => ({
        name,
        series: series([hold(4 * window + wait, mixed(0.06, threshold + 0.01))]),
        instance: proofAiInstance,
        count: 2 * window,
        at: 3 * window + wait,
        sharing: true,
      })),
    proofs: ({ severity, threshold, wait }) =>
      usualProofs({
        alert: "AiSlow",
        severity,
        identity: [...identity, ...aiLatencyP95.extra],
        instance: proofAiInstance,
        worlds,
        beyond: mixed(0.06, threshold + 0.01),
        inside: mixed(0.04, threshold + 0.01),
        settle: window,
        wait,
        times: { detects: 135, clears: 135, loses: window - 30 },
        missing: { then: "successor", after: window + 120 },
      }),
  });
