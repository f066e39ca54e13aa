import { defineThreshold } from "../../condition";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { httpErrorRatio, httpErrors, httpLatencyP50, httpLatencyP95, httpRequests } from "./series";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { httpWorld, type Requests } from "./world";
import { minutes, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

const window = minutes(5).seconds;
/** So many requests in the window per second: a hundred, of which five are the slowest 5 %. */
const manyRequests = scalar(0.33);
/** The same of ten requests. */
const someRequests = scalar(0.033);
/** The same of between four and five failures: fewer prove nothing, however few requests there are. */
const someFailures = scalar(0.015);
/** Bounds used in proofs: the latency thresholds are among them, as the catalogue demands of services. */
const bounds = [0.1, 0.5, 1, 2, 5, 10];
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

/** What few requests look like: so many in five minutes, of which so many are as slow or as failed as said. */
const few = (all: number, bad: number, like: Omit<Requests, "perSecond">): readonly Requests[] => [
  { perSecond: (all - bad) / window, seconds: 0.05 },
  { perSecond: bad / window, ...like },
];

/** An alert that looks at few requests, at one service after half an hour of them. */
const fewProof = (title: string, requests: readonly Requests[], at: (second: number) => Check): Scenario[] =>
  profiles.map((profile) => ({
    title: `${title} (${profile.id})`,
    series: httpWorld(profile, bounds, [hold(2 * window, [{ perSecond: 0, seconds: 0.05 }]), hold(1800, requests)]),
    checks: [at(2 * window + 1785)],
  }));

/** 95th percentile of the duration of requests, in seconds. */
export const latencyP95Threshold = defineThreshold({
  key: "latencyP95",
  series: httpLatencyP95,
  defaults: { warning: 1, critical: 2 },
  proven: { info: 0.5 },
  // One slow request of few is the slowest 5 % by itself; when most of few are slow, the median is of the same size.
  guard: promql`
    (
        ${httpRequests.name} > ${manyRequests}
      or
        (${httpLatencyP50.name} > 0.5 * ${httpLatencyP95.name} and ${httpRequests.name} > ${someRequests})
    )`,
});

/** The slowest 5 % of requests take longer than the threshold. */
export const httpLatencyHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "HttpLatencyHigh",
    symptom: "latency",
    threshold: latencyP95Threshold,
    waits: { critical: 15, warning: 300 },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: 95 % of requests take up to ${value("duration")}`,
    impact: "Users wait; the slowest one in twenty requests takes at least this long.",
    firstSteps: [
      "Open the panel and see which route is slow, and since when; compare with the last deployment.",
      "Look at the database and queue panels of the same system for the same minute.",
      "Follow an exemplar or a slow trace to the span that takes the time.",
    ],
    panel: "http/latency",
    proofs: ({ severity, threshold, wait }) => {
      const at = moments("HttpLatencyHigh", severity, proofService);
      const slow = { seconds: threshold + 0.01 };
      const few25 = (bad: number) => few(25, bad, slow);
      return also(
        usualProofs({
          alert: "HttpLatencyHigh",
          severity,
          identity,
          instance: proofService,
          worlds,
          beyond: mixed(0.06, slow),
          inside: mixed(0.04, slow),
          settle: window,
          wait,
          missing: { then: "successor", after: window + 120 },
        }),
        {
          fires: fewProof(`HttpLatencyHigh ${severity} fires when 25 of 25 requests in five minutes are slow`, few25(25), at.fires),
          quiet: fewProof(`HttpLatencyHigh ${severity} is quiet when 2 of 25 requests in five minutes are slow`, few25(2), at.quiet),
        },
      );
    },
  });

/** Share of requests that fail, 0..1. */
export const errorRatioThreshold = defineThreshold({
  key: "errorRatio",
  series: httpErrorRatio,
  defaults: { warning: 0.01, critical: 0.05 },
  proven: { info: 0.005 },
  guard: promql`${httpErrors.name} > ${someFailures}`,
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
      "Open the panel and see which route fails, and since when; compare with the last deployment.",
      "Read the error logs of the service for that minute; they carry request and trace ids.",
      "Check what the service depends on: database, cache, queue, vendors.",
    ],
    panel: "http/errors",
    proofs: ({ severity, threshold, wait }) => {
      const at = moments("HttpErrorRatioHigh", severity, proofService);
      const failing = { seconds: 0.05, failed: true };
      return also(
        usualProofs({
          alert: "HttpErrorRatioHigh",
          severity,
          identity,
          instance: proofService,
          worlds,
          beyond: mixed(threshold * 1.1, failing),
          inside: mixed(threshold * 0.9, failing),
          settle: window,
          wait,
          missing: { then: "successor", after: window + 120 },
        }),
        {
          fires: fewProof(
            `HttpErrorRatioHigh ${severity} fires when 25 of 25 requests in five minutes fail`,
            few(25, 25, failing),
            at.fires,
          ),
          quiet: fewProof(
            `HttpErrorRatioHigh ${severity} is quiet when 3 of 25 requests in five minutes fail`,
            few(25, 3, failing),
            at.quiet,
          ),
        },
      );
    },
  });
