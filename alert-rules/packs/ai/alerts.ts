import type { Severity } from "../../../exporters/model/thresholds";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { minutes } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { serviceErrors } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { failuresPerMinute } from "./series";
import { aiSeries, proofAiInstance, proofProvider, pushedAi, scrapedAi, scrapedLiteLlm, type AiCalls } from "./world";

const name = "AiCallsFailing";
const minute = 60;
const window = minutes(5).seconds;

const worlds: readonly World<readonly AiCalls[]>[] = [
  { name: "scraped", series: scrapedAi(), successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedAi(), successor: pushMissingProof },
  { name: "LiteLLM", series: scrapedLiteLlm(), successor: targetDownProof("fastapi-instrumentator") },
  { name: "pushed, older conventions", series: pushedAi({ label: "gen_ai_system" }), successor: pushMissingProof },
];

/** Two calls per second, and this many failed ones per minute. */
const failing = (perMinute: number): readonly AiCalls[] => [
  { perSecond: 2, seconds: 1 },
  { perSecond: perMinute / minute, seconds: 1, failed: true },
];

/** Threshold for the number of failed calls per minute to one provider. */
export const aiFailuresThreshold = defineThreshold({
  key: "aiFailures",
  series: failuresPerMinute,
  defaults: { warning: 3, critical: 5 },
  proven: { info: 1 },
  waits: { critical: 60, warning: 60 },
  lag: window / 2,
});

/** An application whose calls begin with a failure of this kind for each of `models`, ten minutes after the other calls. */
function eachOnce(error: string, models: number): RawSeries[] {
  const of = { instrumentation: "prom-client" } as const;
  const span = [hold(20 * minute, failing(0))];
  return [
    upOf("prom-client", span),
    ...aiSeries(of, span).filter(({ labels }) => labels["error_type"] === undefined),
    ...Array.from({ length: models }, (_, index): RawSeries => ({
      metric: "gen_ai_client_operation_duration_seconds_count",
      labels: {
        job: "prom-client",
        instance: "web:9464",
        instrumentation: "prom-client",
        ...proofService,
        gen_ai_operation_name: `operation-${index}`,
        gen_ai_provider_name: proofProvider,
        gen_ai_request_model: "small",
        error_type: error,
      },
      samples: Array.from({ length: 80 }, (_sample, at) => (at < 40 ? undefined : 1)),
    })),
  ];
}

function more(severity: Severity, threshold: number): Record<"fires" | "quiet", Scenario[]> {
  const { fires, quiet } = moments(name, severity, proofAiInstance);
  const many = Math.ceil(threshold * 5) + 1;
  return {
    fires: [
      {
        title: `${name} ${severity} counts a failure that creates its series`,
        series: eachOnce("openai.APIConnectionError", many),
        checks: [quiet(9 * minute), fires(13 * minute)],
      },
      {
        title: `${name} ${severity} fires for the provider "unknown" if LiteLLM does not name the provider`,
        series: scrapedLiteLlm({ provider: "", model: "" })([hold(10 * minute, failing(threshold * 1.1))]),
        checks: [moments(name, severity, { ...proofAiInstance, provider: "unknown" }).fires(9 * minute)],
      },
    ],
    quiet: [
      ...["APIUserAbortError", "asyncio.exceptions.CancelledError", "AbortError"].map((error) => ({
        title: `${name} ${severity} does not count calls that the application cancels: ${error}`,
        series: [
          ...eachOnce(error, many),
          ...aiSeries({ instrumentation: "prom-client", model: "large", error }, [hold(20 * minute, failing(60))]),
        ],
        checks: [quiet(9 * minute), quiet(13 * minute), quiet(19 * minute)] as const,
      })),
      {
        title: `${name} ${severity} does not add the failures of two providers`,
        series: [
          upOf("prom-client", [hold(20 * minute, 1)]),
          ...aiSeries({ instrumentation: "prom-client" }, [hold(20 * minute, failing(threshold * 0.9))]),
          ...aiSeries({ instrumentation: "prom-client", provider: "gcp.gemini" }, [hold(20 * minute, failing(threshold * 0.9))]),
        ],
        checks: [quiet(10 * minute), quiet(19 * minute)],
      },
    ],
  };
}

/** Alerts for calls to one AI provider that fail several times per minute. */
export const aiCallsFailing = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name,
    symptom: "ai-failures",
    threshold: aiFailuresThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} calls to ${label("provider")} fail per minute`,
    impact: "Features that use this AI provider do not work for some users, or use another provider.",
    firstSteps: [
      {
        step: "Compare the models. If the calls to only one model fail, it may be retired or overloaded.",
        command: { query: "model:ai_calls_failed:rate5m{$service}" },
      },
      {
        step: "Read the service's error logs. A wrong key, a used-up rate limit or a used-up budget need different remedies.",
        command: serviceErrors,
      },
      "If the provider's status page reports an incident, switch to another provider, or disable the feature.",
    ],
    firstCommand: { query: "provider:ai_calls_failed:per_minute5m{$service}" },
    panel: "ai/failures",
    proofs: ({ severity, threshold, wait }) =>
      also(
        usualProofs({
          alert: name,
          severity,
          identity: [...identity, ...failuresPerMinute.extra],
          instance: proofAiInstance,
          worlds: severity === "critical" ? worlds : worlds.slice(0, 1),
          beyond: failing(threshold * 1.1),
          inside: failing(threshold * 0.9),
          settle: window,
          wait,
          // Without new samples, the rate over the window decreases, because it is an average over the whole window.
          times: { detects: 135, clears: 135, loses: 30 },
          missing: { then: "successor", after: window + 120 },
        }),
        severity === "critical" ? more(severity, threshold) : {},
      ),
  });
