import { defineThreshold } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { hours, minutes, promql, scalar } from "../../promql";
import type { OwnThresholds } from "../../rule-facts";
import { label, text, value } from "../../template";
import { thresholdAlerts } from "../../thresholds";
import { ratioProofs } from "../http/ratio-proofs";
import { over } from "../http/windows";
import { failed, failedRatioSustained, views } from "./visits-series";
import { visitsWorld, type Visits } from "./visits-world";

const name = "BrowserErrorsHigh";
const minute = 60;
const window = minutes(5).seconds;
const hour = hours(1);
/** Seconds until a sustained value is valid: one window for the 5-minute value, and another for its minimum over time. */
const settle = 2 * window;

/** Two page views per second, of which the share `share`, 0..1, has an error. */
const mixed = (share: number): Visits => ({ perSecond: 2, failed: share });

/** Threshold for the sustained share of page views with an error, 0..1. */
export const clientErrorRatioThreshold = defineThreshold({
  key: "clientErrorRatio",
  series: failedRatioSustained,
  defaults: { warning: 0.05 },
  proven: { critical: 0.2, info: 0.02 },
  waits: { critical: 60, warning: 120 },
  lag: window / 2,
  counts: promql`${scalar(hour.seconds)} * ${over(failed.name, hour)}`,
});

/** Alerts for errors on a large share of page views, as browsers report them. */
export const browserErrorsHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name,
    symptom: "browser-errors",
    threshold: clientErrorRatioThreshold,
    noData: {
      is: "harmless",
      because: "browsers send nothing while no one opens a page; TargetDown fires for the gateway if its metrics are missing",
    },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the page views have an error`,
    impact: "Parts of the pages do not work for the users of these page views.",
    firstSteps: [
      "Find the most frequent error in the log records of the service whose attribute `sent_by` is `browser`, or in Sentry. The attributes `exception.stacktrace` and `url.path` show its origin.",
      "Compare the time of the first error with the last deployment of the pages, and with changes of other vendors' scripts.",
      {
        step: "Check whether the requests of the pages fail too. If so, find the cause of these failures first.",
        command: { query: "service:http_request_errors:ratio_rate5m{$service}" },
      },
    ],
    firstCommand: { query: "service:browser_page_views_failed:ratio_rate5m{$service}" },
    panel: "http/client-errors",
    steady: ({ threshold }) => [
      {
        series: visitsWorld()([hold(1.5 * hour.seconds, mixed(threshold * 1.05))]),
        instance: proofService,
        count: 2 * threshold * 1.05 * hour.seconds,
        at: 1.4 * hour.seconds,
        every: 60,
      },
    ],
    proofs: ({ severity, threshold, wait }) =>
      also(
        usualProofs<Visits>({
          alert: name,
          severity,
          identity,
          instance: proofService,
          worlds: [{ name: "gateway", series: visitsWorld() }],
          beyond: mixed(threshold * 1.05),
          inside: mixed(threshold * 0.95),
          settle,
          recover: window,
          wait,
          // A ratio of up to 7.5 % counts only if it is above the threshold for a whole window.
          times: { detects: threshold > 0.075 ? 135 : 420, clears: 135, loses: window - 30 },
          missing: { then: "nothing", after: window + 120 },
        }),
        severity === "warning" ? warningProofs(threshold) : {},
      ),
  });

const { fires, quiet } = moments(name, "warning", proofService);

/** Proofs of the severity `warning`, in addition to the usual ones. */
function warningProofs(threshold: number): Readonly<Record<"fires" | "quiet", readonly Scenario[]>> {
  const ratio = ratioProofs({ alert: name, severity: "warning", threshold, failed, all: views, more: {} });
  return { fires: [...littleTraffic.fires, ...ratio.fires], quiet: [...littleTraffic.quiet, ...ratio.quiet] };
}

/** A few page views in an hour that all have errors, and so few that they may come from one user. */
const littleTraffic: Readonly<Record<"fires" | "quiet", readonly Scenario[]>> = {
  fires: [
    {
      title: `${name} warning fires if all page views of an hour with little traffic have errors`,
      series: visitsWorld()([hold(90 * minute, { perSecond: 1 / 300, failed: 1 })]),
      checks: [fires(85 * minute)],
    },
    {
      title: `${name} warning fires through two gateways, of which one gets the page views with errors`,
      series: [
        ...visitsWorld()([hold(30 * minute, { perSecond: 1, failed: 0.2 })]),
        ...visitsWorld({ instance: "otelcol-2:8891" })([hold(30 * minute, { perSecond: 1, failed: 0 })]).slice(0, -1),
      ],
      checks: [fires(25 * minute)],
    },
  ],
  quiet: [
    {
      title: `${name} warning is quiet if four page views in an hour have errors`,
      series: visitsWorld()([hold(90 * minute, { perSecond: 4 / 3600, failed: 1 })]),
      checks: [quiet(60 * minute), quiet(85 * minute)],
    },
    {
      title: `${name} warning is quiet if many errors are on few page views`,
      series: visitsWorld()([hold(30 * minute, { perSecond: 1, failed: 0.04, errors: 20 })]),
      checks: [quiet(15 * minute), quiet(28 * minute)],
    },
  ],
};
