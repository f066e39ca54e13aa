import type { Case } from "../case";
import { countedRuns, http } from "../raw";
import { casesOf, panel } from "./parts";

const sites = casesOf("sites", { critical: ["slack", "email", "discord"], warning: ["slack", "email"] });

const site = (at: string, share: number) =>
  http(at, "request-counter", { perSecond: 20 * (1 - share), seconds: 0.05 }, { perSecond: 20 * share, seconds: 0.05, failed: true });

/** Twenty requests per second, of which the share `share` takes longer than 2 seconds. */
const slowSite = (at: string, share: number) =>
  http(at, "request-counter", { perSecond: 20 * (1 - share), seconds: 0.05 }, { perSecond: 20 * share, seconds: 2.01 });

/** The cases for the needs of the site builder (SB) about requests, and about runs that it counts under its own names. */
export const siteBuilderHttp: readonly Case[] = [
  ...["site-builder/cms", "site-builder/sites"].map((at) =>
    sites(["SB-3"], {
      title: `more than 5 % of the requests of ${at} fail`,
      raw: [site(at, 0.06)],
      inside: [site(at, 0.04)],
      alert: "HttpErrorRatioHigh",
      severity: "critical",
      at,
      labels: { symptom: "errors" },
    }),
  ),
  ...["site-builder/cms", "site-builder/sites"].map((at) =>
    sites(["SB-12"], {
      title: `the median response time of ${at} is above 2 s`,
      raw: [slowSite(at, 0.6)],
      inside: [slowSite(at, 0.4)],
      alert: "HttpMedianHigh",
      severity: "warning",
      at,
      labels: { symptom: "latency" },
    }),
  ),
  ...(
    [
      ["automation", "automation_runs_total", "automations"],
      ["export", "export_jobs_total", "exports"],
    ] as const
  ).map(([run, metric, what]) =>
    sites(["SB-1"], {
      title: `more than half of the ${what} that \`${metric}\` counts fail`,
      raw: [countedRuns("site-builder/worker", "bullmq", metric, { succeeded: 0.045, failed: 0.055 })],
      inside: [countedRuns("site-builder/worker", "bullmq", metric, { succeeded: 0.055, failed: 0.045 })],
      alert: "RunsFailing",
      severity: "critical",
      at: "site-builder/worker",
      labels: { symptom: "run-failures", run },
    }),
  ),
  panel(["SB-1"], {
    title: "a panel shows the requests per second that `http_requests_total` counts",
    raw: [site("site-builder/cms", 0.25)],
    at: "site-builder/cms",
    panel: "monitoring-http/Traffic",
    value: 20,
  }),
];
