import type { Case } from "../case";
import type { Evidence } from "../lookups";
import { aiCalls, http, httpOn, lighthouse, postgres, probe, queue, silent, visits, webVital, type Raw } from "../raw";
import { casesOf, panel, perSeverity } from "./parts";

const alerts = casesOf("journal", { critical: ["slack", "pagerduty"], warning: ["slack", "email"] });
const slackOnly = (severity: string) => ({ [`journal-${severity}-slack`]: ["slack"] });
const web = "trading-journal/web";
const worker = "trading-journal/worker";
const server = "trading-journal/postgres";

/** Twenty requests per second for one route, of which 6 % take `seconds`. */
const slowOn = (route: string, seconds: number) =>
  httpOn(route, web, "opentelemetry", { perSecond: 18.8, seconds: 0.04 }, { perSecond: 1.2, seconds });
const slow = (seconds: number) => slowOn("/api/trades", seconds);
/** Slow requests for web pages. The thresholds of `/api/*` do not apply to web pages. */
const pages = slowOn("/trades/:id", 9);
const slowPages: Raw = { ...pages, series: () => pages.series().filter(({ metric }) => metric !== "target_info") };
/** Twenty requests per second, of which the share `share` fails. */
const failing = (share: number) =>
  http(web, "opentelemetry", { perSecond: 20 * (1 - share), seconds: 0.04 }, { perSecond: 20 * share, seconds: 0.04, failed: true });

const endpoints = {
  health: "/api/health",
  db: "/api/health/db",
  redis: "/api/health/redis",
  qdrant: "/api/health/qdrant",
  ready: "/api/health/ready",
};

/** The cases for the needs of the trading journal (TJ). */
export const tradingJournal: readonly Case[] = [
  ...perSeverity({ warning: [1.01, 0.9], critical: [2.01, 1.9] }, slow, (severity, raw, inside) =>
    alerts(["TJ-1"], {
      title: `p95 latency of the API is too high (${severity})`,
      raw,
      inside: [...inside, slowPages],
      alert: "HttpLatencyHigh",
      severity,
      at: web,
      labels: { symptom: "latency", routes: "/api/*" },
    }),
  ),
  ...perSeverity({ warning: [0.006, 0.004], critical: [0.011, 0.009] }, failing, (severity, raw, inside) =>
    alerts(["TJ-2", "TJ-12"], {
      title: `too many requests fail (${severity})`,
      raw,
      inside,
      alert: "HttpErrorRatioHigh",
      severity,
      at: web,
      labels: { symptom: "errors" },
    }),
  ),
  panel(["TJ-2"], {
    title: "a panel shows the share of failed requests",
    raw: [failing(0.25)],
    at: web,
    panel: "monitoring-http/Errors",
    value: 0.25,
  }),
  ...perSeverity(
    { warning: [51, 49], critical: [101, 99] },
    (waiting) => queue(worker, "bullmq", "jobs", { waiting }),
    (severity, raw, inside) => ({
      ...alerts(["TJ-3"], {
        title: `jobs pile up in the queue, and only Slack is notified (${severity})`,
        raw,
        inside,
        alert: "QueueDepthHigh",
        severity,
        at: worker,
        labels: { symptom: "queue-depth", action: "scale", queue: "jobs" },
      }),
      receivers: slackOnly(severity),
    }),
  ),
  ...(
    [
      [web, "opentelemetry"],
      [worker, "bullmq"],
    ] as const
  ).flatMap(([at, profile]) =>
    perSeverity(
      { warning: [3.5, 2.5], critical: [5.5, 4.5] },
      (perMinute) =>
        aiCalls(at, profile, "gcp.gemini", { perSecond: 2, seconds: 1 }, { perSecond: perMinute / 60, seconds: 1, failed: true }),
      (severity, raw, inside) => ({
        ...alerts(["TJ-5"], {
          title: `calls of ${at} to an AI provider fail, and only Slack is notified (${severity})`,
          raw,
          inside,
          alert: "AiCallsFailing",
          severity,
          at,
          labels: { symptom: "ai-failures", provider: "gcp.gemini" },
        }),
        receivers: slackOnly(severity),
      }),
    ),
  ),
  ...(
    [
      ["lcp", "LargestContentfulPaintHigh", "the largest content of pages appears late"],
      ["inp", "InteractionToNextPaintHigh", "pages react late to clicks and keys"],
      ["cls", "CumulativeLayoutShiftHigh", "the content of pages moves while they load"],
    ] as const
  ).map(([vital, alert, title]) =>
    alerts(["TJ-10"], {
      title: `${title} for more than a quarter of the page views`,
      raw: [webVital(web, vital, { perHour: 36_000, poor: 0.27 })],
      inside: [webVital(web, vital, { perHour: 36_000, poor: 0.23 })],
      alert,
      severity: "warning",
      at: web,
      labels: { symptom: "web-vitals" },
    }),
  ),
  alerts(["TJ-10"], {
    title: "a score of the latest Lighthouse result is below its budget",
    raw: [lighthouse(web, { score: 0.79, at: 0 })],
    inside: [lighthouse(web, { score: 0.8, at: 0 })],
    alert: "LighthouseScoreLow",
    severity: "warning",
    at: web,
    labels: { symptom: "lighthouse-score", page: "/", category: "performance" },
  }),
  alerts(["TJ-10"], {
    title: "Lighthouse has not measured a page for 7 days",
    raw: [lighthouse(web, { at: -7 * 86_400 })],
    inside: [lighthouse(web, { at: -6.9 * 86_400 })],
    alert: "LighthouseMissing",
    severity: "warning",
    at: web,
    labels: { symptom: "lighthouse-age", page: "/" },
  }),
  panel(["TJ-10"], {
    title: "a panel shows the score of a page in Lighthouse",
    raw: [lighthouse(web, { score: 0.79, at: 0 })],
    at: web,
    panel: "monitoring-http/Lighthouse scores",
    value: 0.79,
  }),
  panel(["TJ-6"], {
    title: "a panel shows how many users are active",
    raw: [visits(web, { perSecond: 2, failed: 0, active: 12 })],
    at: web,
    panel: "monitoring-http/Active users",
    value: 12,
  }),
  panel(["TJ-6"], {
    title: "a panel shows the calls to AI providers",
    raw: [aiCalls(web, "opentelemetry", "openai", { perSecond: 2, seconds: 1 })],
    at: web,
    panel: "monitoring-ai/Calls per second",
    value: 2,
  }),
  panel(["TJ-3"], {
    title: "a panel shows the number of waiting jobs",
    raw: [queue(worker, "bullmq", "jobs", { waiting: 12 })],
    at: worker,
    panel: "monitoring-queues/Jobs waiting",
    value: 12,
  }),
  ...perSeverity(
    { warning: [76, 74], critical: [90, 88] },
    (connections) => postgres(server, { connections }),
    (severity, raw, inside) =>
      alerts(["TJ-4"], {
        title: `the server's connections are nearly exhausted (${severity})`,
        raw,
        inside,
        alert: "PostgresConnectionsHigh",
        severity,
        at: server,
        labels: { symptom: "connections" },
      }),
  ),
  panel(["TJ-4"], {
    title: "a panel shows the used share of the server's connections",
    raw: [postgres(server, { connections: 56 })],
    at: server,
    panel: "monitoring-postgres/Connections in use",
    value: 0.6,
  }),
  ...Object.entries(endpoints).map(([check, path]) =>
    alerts(["TJ-7"], {
      title: `the check ${check} fails and on-call is paged`,
      raw: [probe(web, check, false)],
      inside: [probe(web, check, true)],
      alert: "ProbeFailed",
      severity: "critical",
      at: web,
      labels: { symptom: "probe", action: "restart", probe: check, instance: `https://journal.example.com${path}` },
    }),
  ),
  alerts(["X-6"], {
    title: "the journal's frontend pushes no metrics",
    raw: [silent(web, { perSecond: 20, seconds: 0.04 })],
    inside: [http(web, "opentelemetry", { perSecond: 20, seconds: 0.04 })],
    alert: "PushMissing",
    severity: "critical",
    at: web,
    labels: { symptom: "target" },
  }),
  {
    kind: "plan",
    needs: ["X-6"],
    title: "the frontends on Vercel only push, and an external monitor checks them",
    evidence: [
      "pushed:trading-journal/web",
      "pushed:soulcaster/dashboard",
      ...Object.keys(endpoints).map((check): Evidence => `outside:${web}/${check}`),
      "outside:soulcaster/dashboard/health",
    ],
    files: ["otelcol.yml", "uptime.json"],
  },
  {
    kind: "plan",
    needs: ["TJ-9"],
    title: "production stores the journal's logs, and also sends them to Axiom",
    evidence: ["stored:trading-journal/web/logs=loki", "destination:trading-journal/api.axiom.co"],
    files: ["otelcol.yml"],
  },
  {
    kind: "plan",
    needs: ["TJ-7"],
    title: "an external monitor runs the five checks, and the public can reach a status page that shows them",
    evidence: [
      "outside:trading-journal/web/health",
      ...Object.keys(endpoints).map((check): Evidence => `page:trading-journal/web/${check}`),
    ],
    files: ["uptime.json"],
  },
  {
    kind: "plan",
    needs: ["TJ-8"],
    title: "each environment has Sentry projects, and critical issues go to Slack",
    evidence: ["project:trading-journal/web", "project:trading-journal/worker", "issues:trading-journal/web/critical=slack"],
    files: ["sentry.json"],
  },
];
