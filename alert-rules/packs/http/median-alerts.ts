import { thresholdSpecs } from "../../../exporters/model/thresholds";
import { httpProfiles } from "../../../exporters/instrumentation/http";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { bounds } from "./proofs";
import { httpLatencyP50, httpRequests } from "./series";
import { httpWorld, type Requests } from "./world";

const window = minutes(5).seconds;
/** The alert needs more requests per second than this, because the median of few requests is meaningless. */
const enoughTraffic = thresholdSpecs.latencyP50.counts.least / window;

const worlds: readonly World<readonly Requests[]>[] = [httpProfiles["prom-client"], httpProfiles.opentelemetry].map((profile) => ({
  name: profile.id,
  series: (phases: Parameters<typeof httpWorld>[2]) => httpWorld(profile, bounds, phases),
  successor: profile.transport === "otlp" ? pushMissingProof : targetDownProof(profile.id),
}));

/** Threshold for the median of request duration, in seconds. No default: the 95th percentile detects slow requests earlier. */
export const latencyP50Threshold = defineThreshold({
  key: "latencyP50",
  series: httpLatencyP50,
  defaults: {},
  proven: { critical: 2, warning: 1, info: 0.5 },
  waits: { critical: 300, warning: 300 },
  lag: window / 2,
  guard: {
    when: `there are more than ${enoughTraffic} requests per second`,
    expr: promql`${httpRequests.name} > ${scalar(enoughTraffic)}`,
  },
  counts: promql`${scalar(window)} * ${httpRequests.name}`,
});

/** Alerts for a median of request duration above the threshold. */
export const httpMedianHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "HttpMedianHigh",
    symptom: "latency",
    threshold: latencyP50Threshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: the median response time is ${value("duration")}`,
    impact: "Most users wait. Half of the requests take the time in the summary or longer.",
    firstSteps: [
      'Open the panel, and compare the start of the rise of the line "p50" with the last deployment.',
      {
        step: "If the median is high on all routes, look for what they share: a database, a cache, the CPU, busy workers.",
        command: [{ query: "topk(10, service_route:http_request_duration_seconds:p95_5m{$service})" }, firingInSystem],
      },
      "Open an exemplar or a slow trace, and find its slowest span.",
    ],
    firstCommand: { query: "service:http_request_duration_seconds:p50_5m{$service}" },
    panel: "http/latency",
    steady: ({ threshold, wait }) => [
      {
        series: httpWorld(httpProfiles["prom-client"], bounds, [hold(4 * window + wait, [{ perSecond: 20, seconds: threshold + 0.01 }])]),
        instance: proofService,
        count: 20 * window,
        at: 3 * window + wait,
        sharing: true,
      },
    ],
    proofs: ({ severity, threshold, wait }) => {
      const { quiet, fires } = moments("HttpMedianHigh", severity, proofService);
      const slow = { seconds: threshold + 0.01 };
      const mixed = (share: number, perSecond = 20): readonly Requests[] => [
        { perSecond: perSecond * (1 - share), seconds: 0.05 },
        { perSecond: perSecond * share, ...slow },
      ];
      return also(
        usualProofs<readonly Requests[]>({
          alert: "HttpMedianHigh",
          severity,
          identity,
          instance: proofService,
          worlds,
          beyond: mixed(0.55),
          inside: mixed(0.45),
          settle: window,
          wait,
          missing: { then: "successor", after: window + 120 },
        }),
        {
          fires: [
            {
              title: `HttpMedianHigh ${severity} fires with just enough traffic`,
              series: httpWorld(httpProfiles["prom-client"], bounds, [
                hold(600, mixed(0.1)),
                hold(wait + 900, mixed(1, enoughTraffic * 1.2)),
              ]),
              checks: [quiet(585), fires(wait + 1485)],
            },
          ],
          quiet: [
            {
              title: `HttpMedianHigh ${severity} is quiet for too few requests, even if all of them are slow`,
              series: httpWorld(httpProfiles["prom-client"], bounds, [hold(wait + 900, mixed(1, enoughTraffic * 0.9))]),
              checks: [quiet(600), quiet(wait + 885)],
            },
            {
              title: `HttpMedianHigh ${severity} is quiet while all responses are slow for 3 minutes`,
              series: httpWorld(httpProfiles["prom-client"], bounds, [hold(600, mixed(0.1)), hold(180, mixed(1)), hold(900, mixed(0.1))]),
              checks: [quiet(585), quiet(780), quiet(900), quiet(1080), quiet(1665)],
            },
          ],
        },
      );
    },
  });
