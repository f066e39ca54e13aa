import type { Severity } from "../../../exporters/model/thresholds";
import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, bridged, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { hours, minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { firingInSystem, serviceErrors, serviceLog, serviceReplicas } from "../../step-commands";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { ratioProofs } from "../http/ratio-proofs";
import { over } from "../http/windows";
import { pushMissingProof, targetDownProof } from "../target/alerts";
import { abnormalRatioSustained, streamsAbnormal, streamsClosed, streamSilence } from "./series";
import { proofStream, proofStreamInstance, pushedStreams, scrapedStreams, streamSeries, type StreamState } from "./world";

const window = minutes(5).seconds;
const hour = hours(1);
const keep = minutes(2);

const worlds: readonly World<StreamState>[] = [
  { name: "scraped", series: scrapedStreams, successor: targetDownProof("prom-client") },
  { name: "pushed", series: pushedStreams, successor: pushMissingProof },
];

/** 20 streams per second are closed. `share` of the closes, 0..1, are abnormal. */
const mixed = (share: number): StreamState => ({ open: 100, completed: 20 * (1 - share), failed: 20 * share });

/** Threshold for the sustained share of abnormal closes, 0..1. */
export const streamAbnormalThreshold = defineThreshold({
  key: "streamAbnormalRatio",
  series: abnormalRatioSustained,
  defaults: { warning: 0.1 },
  proven: { critical: 0.5, info: 0.05 },
  waits: { critical: 60, warning: 120 },
  lag: window / 2,
  counts: promql`${scalar(hour.seconds)} * ${over(streamsAbnormal.name, hour)}`,
});

/** Only a share above 7.5 % counts at once. A smaller one counts after another window. */
const times = (severity: Severity) => ({ detects: severity === "info" ? 420 : 135, clears: 135, loses: window - 30 });

/** Alerts for a sustained share of abnormal closes above the threshold. */
export const streamsAbnormallyClosed = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "StreamsAbnormallyClosed",
    symptom: "streams",
    threshold: streamAbnormalThreshold,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the streams of ${label("stream")} are closed abnormally`,
    impact: "Users receive incomplete responses, or lose their connection and have to reconnect.",
    firstSteps: [
      {
        step: "Check which reason most of the abnormal closes have.",
        command: { query: "stream:closed_by_reason:rate5m{$service}" },
      },
      { step: "If the reason is `error`, read the errors in the log of the service.", command: serviceErrors },
      {
        step: "If the reason is `disconnected` or `lost`, check what is between the clients and the service: a proxy that closes idle or long connections (timeouts of 60 s are common), a load balancer, a new version of the client.",
        command: firingInSystem,
      },
    ],
    firstCommand: { query: "stream:closed_abnormal:ratio_rate5m{$service}" },
    panel: "streams/closed",
    steady: ({ threshold }) => [
      {
        series: scrapedStreams([hold(1.5 * hour.seconds, mixed(threshold * 1.1))]),
        instance: proofStreamInstance,
        count: 20 * threshold * 1.1 * hour.seconds,
        at: 1.4 * hour.seconds,
        every: 60,
      },
    ],
    proofs: ({ severity, threshold, wait }) => {
      const at = moments("StreamsAbnormallyClosed", severity, proofStreamInstance);
      const ratio = ratioProofs({
        alert: "StreamsAbnormallyClosed",
        severity,
        threshold,
        failed: streamsAbnormal,
        all: streamsClosed,
        more: { stream: proofStream },
      });
      return also(
        usualProofs<StreamState>({
          alert: "StreamsAbnormallyClosed",
          severity,
          identity: [...identity, ...abnormalRatioSustained.extra],
          instance: proofStreamInstance,
          worlds,
          beyond: mixed(threshold * 1.1),
          inside: mixed(threshold * 0.9),
          settle: 2 * window,
          recover: window,
          wait,
          times: times(severity),
          missing: { then: "successor", after: window + 120 },
        }),
        {
          fires: [
            ...ratio.fires,
            {
              title: `StreamsAbnormallyClosed ${severity} fires if all streams of an hour with few of them are closed abnormally`,
              series: scrapedStreams([hold(1.5 * hour.seconds, { open: 1, failed: 1 / 300 })]),
              checks: [at.fires(1.4 * hour.seconds)],
            },
          ],
          quiet: [
            ...ratio.quiet,
            {
              title: `StreamsAbnormallyClosed ${severity} is quiet if four streams in an hour are closed abnormally`,
              series: scrapedStreams([hold(1.5 * hour.seconds, { open: 1, failed: 4 / hour.seconds })]),
              checks: [at.quiet(hour.seconds), at.quiet(1.4 * hour.seconds)],
            },
            {
              title: `StreamsAbnormallyClosed ${severity} is quiet if clients disconnect normally, or the process ends`,
              series: scrapedStreams([hold(1200, { open: 100, completed: 1, disconnected: 10, ending: 10, failed: 0.1 })]),
              checks: [at.quiet(900), at.quiet(1185)],
            },
          ],
        },
      );
    },
  });

/** Threshold for the time for which an open stream has sent no event, in seconds. No default: how often there are events differs too much. */
export const streamSilenceThreshold = defineThreshold({
  key: "streamSilence",
  series: streamSilence,
  defaults: {},
  proven: { critical: 300, warning: 120, info: 60 },
  waits: { critical: 30, warning: 30 },
});

/** Alerts for open streams that send no events. */
export const streamStalled = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "StreamStalled",
    symptom: "stream-silence",
    threshold: streamSilenceThreshold,
    keepFiringFor: keep,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: an open stream of ${label("stream")} has sent no event for ${value("duration")}`,
    impact: "Users wait for events on streams that seem to work, and do not reconnect.",
    firstSteps: [
      {
        step: "Check whether only one replica is affected, and what its streams wait for: a subscription, a queue, an AI provider.",
        command: [serviceReplicas, firingInSystem],
      },
      { step: "Read the last log lines of the service. The task that produces the events may have ended.", command: serviceLog },
      "If the streams hang, restart the replica. The clients reconnect. Add a timeout to what the stream waits for.",
    ],
    firstCommand: { query: "stream:silence_seconds{$service}" },
    panel: "streams/silence",
    proofs: ({ severity, threshold, wait, keep: kept }) => {
      const { quiet, fires } = moments("StreamStalled", severity, proofStreamInstance);
      const stalled = { open: 5, silence: threshold + 1 };
      return also(
        usualProofs<StreamState>({
          alert: "StreamStalled",
          severity,
          identity: [...identity, ...streamSilence.extra],
          instance: proofStreamInstance,
          worlds,
          beyond: stalled,
          inside: { open: 5, silence: threshold },
          settle: 15,
          recover: 60,
          wait,
          keep: kept,
          times: bridged,
          missing: { then: "successor", after: 540 },
        }),
        {
          fires: [
            {
              title: `StreamStalled ${severity} fires if the streams of one replica of two stall`,
              series: [
                ...scrapedStreams([hold(60, { open: 5 }), hold(wait + 180, stalled)]),
                ...streamSeries("prom-client", [hold(wait + 240, { open: 50, silence: 1 })], "web-2:9464"),
              ],
              checks: [quiet(45), fires(wait + 180)],
            },
          ],
        },
      );
    },
  });
