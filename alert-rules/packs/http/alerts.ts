import { defineThreshold } from "../../condition";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { httpErrorRatioSustained, httpLatencyP95Sustained, httpRequests } from "./series";
import { identity, type Alert } from "../../model";
import { also, usualProofs } from "../../proofs/patterns";
import { proofService } from "../../proofs/service";
import { bounds, firingErrors, quietErrors, slowForAMoment } from "./proofs";
import { httpWorld, type Requests } from "./world";
import { minutes, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

/** Below this many requests per second a percentile says nothing. */
const enoughTraffic = scalar(0.1);
const window = minutes(5).seconds;
/** What lasts has filled the window for as long again. */
const settle = 2 * window;
const profiles = Object.values(httpProfiles);

const worlds = profiles.map((profile) => ({
  name: profile.id,
  series: (phases: Parameters<typeof httpWorld>[2]) => httpWorld(profile, bounds, phases),
  successor: profile.transport === "otlp" ? pushMissingProof : targetDownProof(profile.id),
}));

/** 20 requests a second, of which a share is as slow or as failed as said. */
const mixed = (share: number, bad: Omit<Requests, "perSecond">): readonly Requests[] => [
  { perSecond: 20 * (1 - share), seconds: 0.05 },
  { perSecond: 20 * share, ...bad },
];

/** 95th percentile of the duration of requests, in seconds. */
export const latencyP95Threshold = defineThreshold({
  key: "latencyP95",
  series: httpLatencyP95Sustained,
  defaults: { warning: 1, critical: 2 },
  proven: { info: 0.5 },
  guard: promql`${httpRequests.name} > ${enoughTraffic}`,
});

/** The slowest 5 % of requests take longer than the threshold. */
export const httpLatencyHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "HttpLatencyHigh",
    symptom: "latency",
    threshold: latencyP95Threshold,
    waits: { critical: 15, warning: 300 },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: 5 % of requests take ${value("duration")} or longer`,
    impact: "Users wait; the slowest one in twenty requests takes at least this long.",
    firstSteps: [
      "Open the panel and see which route is slow, and since when; compare with the last deployment. The alert compares what lasts: the percentile for 5 minutes, or at once what an eighth of the requests exceeds.",
      "Look at the database and queue panels of the same system for the same minute.",
      "Follow an exemplar or a slow trace to the span that takes the time.",
    ],
    panel: "http/latency",
    proofs: ({ severity, threshold, wait }) =>
      also(
        usualProofs({
          alert: "HttpLatencyHigh",
          severity,
          identity,
          instance: proofService,
          worlds,
          beyond: mixed(0.06, { seconds: threshold + 0.01 }),
          inside: mixed(0.04, { seconds: threshold + 0.01 }),
          settle,
          recover: window,
          wait,
          missing: { then: "successor", after: window + 120 },
        }),
        { quiet: [slowForAMoment(severity)] },
      ),
  });

/** Share of requests that fail, 0..1. */
export const errorRatioThreshold = defineThreshold({
  key: "errorRatio",
  series: httpErrorRatioSustained,
  defaults: { warning: 0.01, critical: 0.05 },
  proven: { info: 0.005 },
});

/** Too many requests are answered with 5xx. */
export const httpErrorRatioHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "HttpErrorRatioHigh",
    symptom: "errors",
    threshold: errorRatioThreshold,
    waits: { critical: 15, warning: 120 },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of requests fail`,
    impact: "Users get errors instead of answers.",
    firstSteps: [
      "Open the panel and see which route fails, and since when; compare with the last deployment. The alert compares what lasts: the share of 5 minutes for 5 minutes, at once beyond 7.5 %, over an hour where fewer than 5 requests fail.",
      "Read the error logs of the service for that minute; they carry request and trace ids.",
      "Check what the service depends on: database, cache, queue, vendors.",
    ],
    panel: "http/errors",
    proofs: ({ severity, threshold, wait }) =>
      also(
        usualProofs({
          alert: "HttpErrorRatioHigh",
          severity,
          identity,
          instance: proofService,
          worlds,
          beyond: mixed(threshold * 1.1, { seconds: 0.05, failed: true }),
          inside: mixed(threshold * 0.9, { seconds: 0.05, failed: true }),
          settle,
          recover: window,
          wait,
          missing: { then: "successor", after: window + 120 },
        }),
        { fires: firingErrors(severity, profiles), quiet: quietErrors(severity) },
      ),
  });
