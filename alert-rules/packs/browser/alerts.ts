import { fixed } from "../../condition";
import type { Step } from "../../first-command";
import { identity, type Alert } from "../../model";
import type { PanelId } from "../../panel-ids";
import { also, moments, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { seconds } from "../../promql";
import { label, text, value, type Template } from "../../template";
import { least, vitals, window } from "./series";
import { restartedGateway, twoGateways, vitalWorld, type Views } from "./world";

/** `for` in seconds. */
const wait = 900;
const severity = "warning";
/** Shares of poor page views in the proofs: just above and just below the limit of one in four. */
const [beyond, inside] = [0.263, 0.24];
/**
 * Exact times in seconds. `detects`: from the rise of the share of poor page views to `beyond`, until a quarter of the page views of the
 * last hour are poor. `clears`: from the fall of the share to `inside`, until less than a quarter are poor.
 */
const times = { detects: 1545, clears: 2025 } as const;

/** What differs between the alerts about the Web Vitals. */
interface About {
  readonly vital: keyof typeof vitals;
  readonly name: string;
  readonly summary: Template;
  readonly impact: string;
  readonly firstSteps: readonly Step[];
  readonly panel: PanelId;
}

const ofDeployment =
  "Compare the time when the value rose with the last deployment of the pages, and with changes of other vendors' scripts, such as advertisements and analytics.";

const views = (perHour: number, poor: number): Views => ({ perHour, poor });

function vitalHigh({ vital, name, summary, impact, firstSteps, panel }: About): Alert {
  const { p75, good } = vitals[vital];
  const { fires, quiet } = moments(name, severity, proofService);
  const world = vitalWorld(vital);
  const long = 2 * window.seconds;
  return {
    name,
    symptom: "web-vitals",
    severity,
    condition: fixed(p75, ">", good),
    for: seconds(wait),
    identity,
    noData: {
      is: "harmless",
      because: "a percentile of few page views says little; TargetDown fires for the gateway if its metrics are missing",
    },
    summary,
    impact,
    firstSteps: [ofDeployment, ...firstSteps],
    firstCommand: { query: `${p75.name.text}{$service}` },
    panel,
    proofs: () =>
      also(
        usualProofs({
          alert: name,
          severity,
          identity,
          instance: proofService,
          worlds: [{ name: vital, series: world }],
          beyond: views(3600, beyond),
          inside: views(3600, inside),
          settle: window.seconds,
          wait,
          times,
          missing: { then: "nothing", after: window.seconds },
        }),
        {
          fires: [
            {
              title: `${name} fires with ${least} measurements in an hour, through two gateways`,
              series: twoGateways(vital)([hold(long, views(least * 1.05, 0.3))]),
              checks: [quiet(60), fires(long - 60)],
            },
            {
              title: `${name} fires although the gateway was restarted half an hour ago`,
              series: restartedGateway(vital)(
                [hold(long - window.seconds / 2, views(3600, 0.3))],
                [hold(window.seconds / 2, views(3600, 0.3))],
              ),
              checks: [quiet(60), fires(long - 60)],
            },
            {
              title: `${name} fires for one of two services`,
              series: [
                ...world([hold(long, views(3600, 0.3))]),
                ...vitalWorld(vital, { service: "healthy" })([hold(long, views(3600, 0.1))]),
              ],
              checks: [quiet(60), fires(long - 60)],
            },
          ],
          quiet: [
            {
              title: `${name} is quiet when exactly a quarter of the page views are poor`,
              series: world([hold(long, views(3600, 0.25))]),
              checks: [{ ...quiet(long - 60), over: long - 120, exact: true }],
            },
            {
              title: `${name} is quiet for fewer than ${least} measurements in an hour, even if all are poor`,
              series: world([hold(long, views(least * 0.95, 1))]),
              checks: [quiet(wait), quiet(window.seconds), quiet(window.seconds + wait), quiet(long - 60)],
            },
          ],
        },
      ),
  };
}

/** Alerts for web pages that load slowly, react slowly, or move their content while users read, as measured by the users' browsers. */
export const vitalsHigh = (): Alert[] =>
  (
    [
      {
        vital: "lcp",
        name: "LargestContentfulPaintHigh",
        summary: text`${label("system")}/${label("service")}: p75 of the Largest Contentful Paint is ${value("duration")}`,
        impact: "For at least a quarter of the page views, users wait longer than recommended until they see the main content.",
        firstSteps: [
          {
            step: "Check the latency of the service on the same dashboard. If the latency is high too, find its cause first.",
            command: { query: "service:http_request_duration_seconds:p95_5m{$service}" },
          },
          "Otherwise, check the size of images and scripts of the page that is requested most, with the developer tools of a browser.",
        ],
        panel: "http/lcp",
      },
      {
        vital: "inp",
        name: "InteractionToNextPaintHigh",
        summary: text`${label("system")}/${label("service")}: p75 of the Interaction to Next Paint is ${value("duration")}`,
        impact: "For at least a quarter of the page views, pages react later than recommended to clicks and keys.",
        firstSteps: ["Record a slow interaction with the developer tools of a browser, and find the script that takes longest."],
        panel: "http/inp",
      },
      {
        vital: "cls",
        name: "CumulativeLayoutShiftHigh",
        summary: text`${label("system")}/${label("service")}: p75 of the Cumulative Layout Shift is ${value("decimal")}`,
        impact: "For at least a quarter of the page views, content moves while users read or click.",
        firstSteps: ["Find images, frames and advertisements without a fixed size, and content that is inserted above other content."],
        panel: "http/cls",
      },
    ] as const
  ).map(vitalHigh);
