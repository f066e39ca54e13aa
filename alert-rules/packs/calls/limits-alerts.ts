import { rateLimitMetrics } from "../../../exporters/instrumentation/calls";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, bridged, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold, type Phase } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { minutes } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushedTraffic } from "../http/world";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { rateLimitLeft } from "./limits-series";
import { limitSeries, proofLimit } from "./limits-world";
import { proofDependency } from "./world";

const name = "DependencyRateLimitLow";
const keep = minutes(2);
const max = proofLimit;
const instance = { ...proofService, dependency: proofDependency, [rateLimitMetrics.limit]: "requests" };
const scraped = (phases: readonly Phase<number>[]) => [...limitSeries("prom-client", phases), upOf("prom-client", phases)];
const pushed = (phases: readonly Phase<number>[]) => [...limitSeries("opentelemetry", phases), pushedTraffic(phases)];

const worlds: readonly World<number>[] = [
  { name: "scraped", series: scraped, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushed, successor: pushMissingProof },
];

/** Threshold for the remaining share of a rate limit, 0..1. */
export const rateLimitLeftThreshold = defineThreshold({
  key: "rateLimitLeft",
  series: rateLimitLeft,
  defaults: { warning: 0.2 },
  proven: { critical: 0.05, info: 0.5 },
  waits: { warning: 60, critical: 60 },
});

/** Alerts for a rate limit of a dependency that is nearly used up. */
export const dependencyRateLimitLow = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name,
    symptom: "rate-limit",
    threshold: rateLimitLeftThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the rate limit of ${label("dependency")} (${label("limit")}) is left`,
    impact: "When the rate limit is used up, the dependency refuses calls until the limit is reset.",
    firstSteps: [
      {
        step: "Compare the number of calls with the past. A loop of retries or a new job can cause a sudden rise.",
        command: { query: "dependency:calls:rate5m{$service}" },
      },
      "Reduce calls that can wait, such as imports and polling, or ask the vendor for a higher limit.",
    ],
    firstCommand: { query: "dependency:rate_limit_left:ratio{$service}" },
    panel: "dependencies/limits",
    proofs: ({ severity, threshold, wait }) => {
      const { quiet, fires } = moments(name, severity, instance);
      return also(
        usualProofs<number>({
          alert: name,
          severity,
          identity: [...identity, ...rateLimitLeft.extra],
          instance,
          worlds,
          beyond: max * threshold - 1,
          inside: max * threshold,
          settle: 15,
          recover: 60,
          wait,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 540 },
        }),
        {
          fires: [
            {
              title: `${name} ${severity} fires if one replica of two has little left`,
              series: [...scraped([hold(wait + 120, 1)]), ...limitSeries("prom-client", [hold(wait + 120, max)], { at: "web-2:9464" })],
              checks: [fires(wait + 90)],
            },
          ],
          quiet: [
            {
              title: `${name} ${severity} is quiet for a dependency that reports no limit`,
              series: [...limitSeries("prom-client", [hold(600, 0)], { max: 0 }), upOf("prom-client", [hold(600, 1)])],
              checks: [quiet(585)],
            },
          ],
        },
      );
    },
  });
