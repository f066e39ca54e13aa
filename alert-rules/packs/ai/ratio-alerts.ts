import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { hours, minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { serviceErrors } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { firstFailures } from "../http/first-proofs";
import { ratioProofs } from "../http/ratio-proofs";
import { over } from "../http/windows";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { calls, errorRatioSustained, failures } from "./series";
import { aiEvents } from "./first-proofs";
import { aiSeries, proofAiInstance, proofProvider, pushedAi, scrapedAi, scrapedLiteLlm, type AiCalls } from "./world";

const name = "AiErrorRatioHigh";
const minute = 60;
const window = minutes(5).seconds;
const hour = hours(1);
/** Seconds until a sustained value is valid: one window for the 5-minute value, and another for its minimum over time. */
const settle = 2 * window;

const worlds: readonly World<readonly AiCalls[]>[] = [
  { name: "scraped", series: scrapedAi(), successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedAi({ label: "gen_ai_system" }), successor: pushMissingProof },
  { name: "LiteLLM", series: scrapedLiteLlm(), successor: targetDownProof("fastapi-instrumentator") },
];

/** Two calls per second. `share` of the calls, 0..1, fail. */
const mixed = (share: number): readonly AiCalls[] => [
  { perSecond: 2 * (1 - share), seconds: 1 },
  { perSecond: 2 * share, seconds: 1, failed: true },
];

/** Threshold for the sustained share of failed calls to one provider, 0..1. */
export const aiErrorRatioThreshold = defineThreshold({
  key: "aiErrorRatio",
  series: errorRatioSustained,
  defaults: { warning: 0.2 },
  proven: { critical: 0.5, info: 0.1 },
  waits: { critical: 60, warning: 120 },
  lag: window / 2,
  counts: promql`${scalar(hour.seconds)} * ${over(failures.name, hour)}`,
});

const { fires, quiet } = moments(name, "warning", proofAiInstance);

/** Alerts for a large share of failed calls to one AI provider. They ask automation to disable the features that use it. */
export const aiErrorRatioHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name,
    symptom: "ai-errors",
    threshold: aiErrorRatioThreshold,
    labels: { action: "disable-ai" },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the calls to ${label("provider")} fail`,
    impact: "Features that use this AI provider do not work for many users.",
    firstSteps: [
      {
        step: "Check whether automation has disabled the features. If not, disable them, or switch to another provider.",
        command: { query: "provider:ai_calls_failed:ratio_rate5m{$service}" },
      },
      {
        step: "Read the service's error logs. They show whether the provider refuses the calls, is overloaded, or does not answer.",
        command: serviceErrors,
      },
    ],
    firstCommand: { query: "model:ai_calls_failed:rate5m{$service}" },
    panel: "ai/errors",
    steady: ({ threshold }) => [
      {
        series: scrapedAi()([hold(1.5 * hour.seconds, mixed(threshold * 1.05))]),
        instance: proofAiInstance,
        count: 2 * threshold * 1.05 * hour.seconds,
        at: 1.4 * hour.seconds,
        every: 60,
      },
    ],
    proofs: ({ severity, threshold, wait }) => {
      const more = { provider: proofProvider };
      const ratio = { alert: name, severity, threshold, failed: failures, all: calls, more };
      return also(
        usualProofs({
          alert: name,
          severity,
          identity: [...identity, ...errorRatioSustained.extra],
          instance: proofAiInstance,
          worlds,
          beyond: mixed(threshold * 1.05),
          inside: mixed(threshold * 0.95),
          settle,
          recover: window,
          wait,
          times: { detects: 135, clears: 135, loses: window - 30 },
          missing: { then: "successor", after: window + 120 },
        }),
        severity === "warning"
          ? {
              fires: [
                ...littleTraffic.fires,
                ...ratioProofs(ratio).fires,
                firstFailures({ ...ratio, wait, kinds: aiEvents, perSecond: 0.22, created: 28 }),
              ],
              quiet: [...littleTraffic.quiet, ...ratioProofs(ratio).quiet],
            }
          : {},
      );
    },
  });

/** A few calls in an hour that all fail, and so few failures that they may come from one user. */
const littleTraffic: Readonly<Record<"fires" | "quiet", readonly Scenario[]>> = {
  fires: [
    {
      title: `${name} warning fires if all calls of an hour with little traffic fail`,
      series: scrapedAi()([hold(90 * minute, [{ perSecond: 1 / 300, seconds: 1, failed: true }])]),
      checks: [fires(85 * minute)],
    },
  ],
  quiet: [
    {
      title: `${name} warning is quiet if four calls in an hour fail`,
      series: [
        upOf("prom-client", [hold(90 * minute, 1)]),
        ...aiSeries({ instrumentation: "prom-client" }, [hold(90 * minute, [{ perSecond: 4 / 3600, seconds: 1, failed: true }])]),
      ],
      checks: [quiet(60 * minute), quiet(85 * minute)],
    },
  ],
};
