import { defineThreshold } from "../../condition";
import { httpProfiles, mayBeNative, promClient, routesLabel } from "../../../exporters/instrumentation/http";
import { thresholdSpecs } from "../../../exporters/model/thresholds";
import { httpGroupBuckets } from "./group-series";
import { httpErrorRatioSustained, httpErrors, httpLatencyP95Sustained, httpRequests } from "./series";
import { identity, type Alert } from "../../model";
import { also, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { groupedRoutes, proofService } from "../../proofs/service";
import { almostSlow, bounds, firingErrors, quietErrors, slowButRare, slowForAMoment, slowGroup, slowOutsideOfGroup } from "./proofs";
import { countedErrors } from "./counted-proofs";
import { ratioProofs } from "./ratio-proofs";
import { over } from "./windows";
import { httpWorld, nativeWorld, type Requests } from "./world";
import { hours, is, minutes, promql, scalar, select } from "../../promql";
import { label, optional, text, value } from "../../template";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";
import type { Severity } from "../../../exporters/model/thresholds";
import { firingInSystem, serviceErrors } from "../../step-commands";

const window = minutes(5).seconds;
const hour = hours(1);
/** HttpLatencyHigh needs more requests per second than this, because a percentile of few requests is meaningless. */
const enoughTraffic = thresholdSpecs.latencyP95.counts.least / window;
/** Seconds until a sustained value is valid: one window for the 5-minute value, and another for the minimum of this value over time. */
const settle = 2 * window;
const profiles = Object.values(httpProfiles);
/**
 * Half a window after a change, the 5-minute value crosses the threshold. A bad value must then last another window; a good value counts at
 * once.
 */
const times = { detects: 420, clears: 135, loses: window - 30 } as const;

const worlds: readonly World<readonly Requests[]>[] = [
  ...profiles.map((profile) => ({
    name: profile.id,
    series: (phases: Parameters<typeof httpWorld>[2]) => httpWorld(profile, bounds, phases),
    successor: profile.transport === "otlp" ? pushMissingProof : targetDownProof(profile.id),
  })),
  ...profiles.filter(mayBeNative).map((profile) => ({
    name: `${profile.id}, native histograms`,
    series: (phases: Parameters<typeof nativeWorld>[1]) => nativeWorld(profile, phases),
    successor: pushMissingProof,
  })),
];

/** All worlds for critical alerts. Alerts at other severities read the same recorded series, so one world is enough for them. */
const worldsAt = (severity: Severity) => (severity === "critical" ? worlds : worlds.slice(0, 1));

/** Traffic of 20 requests per second. `share` of the requests, 0..1, are `bad`: slow or failed. */
const mixed = (share: number, bad: Omit<Requests, "perSecond">): readonly Requests[] => [
  { perSecond: 20 * (1 - share), seconds: 0.05 },
  { perSecond: 20 * share, ...bad },
];

/** Threshold for the sustained 95th percentile of request duration, in seconds. */
export const latencyP95Threshold = defineThreshold({
  key: "latencyP95",
  series: httpLatencyP95Sustained,
  defaults: { warning: 1, critical: 2 },
  proven: { info: 0.5 },
  waits: { critical: 15, warning: 300 },
  by: [routesLabel],
  guard: {
    when: `there are more than ${enoughTraffic} requests per second`,
    expr: promql`
    (
        ${httpRequests.name}
      or
        ${select(httpGroupBuckets.name, { le: is("+Inf") })}
    ) > ${scalar(enoughTraffic)}`,
  },
  counts: promql`
    ${scalar(window)} * (
        ${httpRequests.name}
      or
        ${select(httpGroupBuckets.name, { le: is("+Inf") })}
    )`,
});

/** Alerts for a sustained p95 request duration above the threshold. */
export const httpLatencyHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "HttpLatencyHigh",
    symptom: "latency",
    threshold: latencyP95Threshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: p95 latency${optional(" of ", routesLabel)} is ${value("duration")}`,
    impact: "Users wait. At least one request in twenty takes the time in the summary or longer.",
    firstSteps: [
      'Open the panel, and compare the start of the slow requests with the last deployment. The value in the summary is the line "p95 sustained". It ignores short peaks, so it can be lower than the line "p95". If the summary names routes, only requests of these routes are measured.',
      'Find the slow route in the panel "Latency of the slowest routes" on the same dashboard.',
      { step: "Check the database and queue panels of the same system for the same period.", command: firingInSystem },
      "Open an exemplar or a slow trace, and find its slowest span.",
    ],
    firstCommand: { query: "topk(10, service_route:http_request_duration_seconds:p95_5m{$service})" },
    panel: "http/latency",
    steady: ({ severity, threshold, wait }) => {
      const slow = [hold(4 * window + wait, mixed(0.06, { seconds: threshold + 0.01 }))];
      const times = { count: 20 * window, at: 3 * window + wait, sharing: true } as const;
      const group = { [routesLabel]: groupedRoutes };
      const ofGroup = httpWorld(promClient, bounds, slow).map((series) =>
        series.metric === "up" ? series : { ...series, labels: { ...series.labels, ...group } },
      );
      return [
        ...worldsAt(severity).map(({ name, series }) => ({ ...times, name, series: series(slow), instance: proofService })),
        { ...times, series: ofGroup, instance: { ...proofService, ...group }, by: group },
      ];
    },
    proofs: ({ severity, threshold, wait }) =>
      also(
        usualProofs({
          alert: "HttpLatencyHigh",
          severity,
          identity: [...identity, routesLabel],
          instance: proofService,
          worlds: worldsAt(severity),
          beyond: mixed(0.06, { seconds: threshold + 0.01 }),
          inside: mixed(0.04, { seconds: threshold + 0.01 }),
          settle,
          recover: window,
          wait,
          times,
          missing: { then: "successor", after: window + 120 },
        }),
        {
          fires: [slowGroup(severity, threshold, wait)],
          quiet: [
            slowForAMoment(severity),
            slowButRare(severity, enoughTraffic * 0.95),
            almostSlow(severity, threshold),
            slowOutsideOfGroup(severity, threshold),
          ],
        },
      ),
  });

/** Threshold for the sustained share of 5xx responses, 0..1. */
export const errorRatioThreshold = defineThreshold({
  key: "errorRatio",
  series: httpErrorRatioSustained,
  defaults: { warning: 0.01, critical: 0.05 },
  proven: { info: 0.005 },
  waits: { critical: 15, warning: 120 },
  lag: window / 2,
  counts: promql`${scalar(hour.seconds)} * ${over(httpErrors.name, hour)}`,
});

/** Alerts for a sustained share of 5xx responses above the threshold. */
export const httpErrorRatioHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "HttpErrorRatioHigh",
    symptom: "errors",
    threshold: errorRatioThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of requests fail`,
    impact: "Users see errors instead of results.",
    firstSteps: [
      'Open the panel, and compare the start of the errors with the last deployment. The value in the summary is the line "errors sustained". It ignores short bursts, so it can be lower than the line "errors". With fewer than 5 failures in 5 minutes, the value is the smaller of the 5-minute ratio and the 1-hour ratio.',
      {
        step: "Read the service's error logs and failed traces from that time, and find the route that fails. The log lines contain request and trace IDs.",
        command: serviceErrors,
      },
      { step: "Check the service's dependencies: database, cache, queue, vendors.", command: firingInSystem },
    ],
    firstCommand: { query: "service:http_request_errors:ratio_rate5m{$service}" },
    panel: "http/errors",
    steady: ({ threshold }) => [
      {
        series: httpWorld(promClient, bounds, [hold(1.5 * hour.seconds, mixed(threshold * 1.1, { seconds: 0.05, failed: true }))]),
        instance: proofService,
        count: 20 * threshold * 1.1 * hour.seconds,
        at: 1.4 * hour.seconds,
        every: 60,
      },
    ],
    proofs: ({ severity, threshold, wait }) => {
      const ratio = { alert: "HttpErrorRatioHigh", severity, threshold, failed: httpErrors, all: httpRequests, more: {} };
      return also(
        usualProofs({
          alert: "HttpErrorRatioHigh",
          severity,
          identity,
          instance: proofService,
          worlds: worldsAt(severity),
          beyond: mixed(threshold * 1.1, { seconds: 0.05, failed: true }),
          inside: mixed(threshold * 0.9, { seconds: 0.05, failed: true }),
          settle,
          recover: window,
          wait,
          times,
          missing: { then: "successor", after: window + 120 },
        }),
        {
          fires:
            severity === "critical" ? [...firingErrors(severity, profiles), ...countedErrors(profiles), ...ratioProofs(ratio).fires] : [],
          quiet: [...quietErrors(severity), ...(severity === "critical" ? ratioProofs(ratio).quiet : [])],
        },
      );
    },
  });
