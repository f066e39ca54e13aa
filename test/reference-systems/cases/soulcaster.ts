import type { Case } from "../case";
import { callMetrics } from "../../../exporters/instrumentation/calls";
import type { Requests } from "../../../alert-rules/packs/http/world";
import {
  calls,
  gatus,
  http,
  httpOn,
  loop,
  probe,
  rateLimit,
  redis,
  runsInRedis,
  silent,
  visits,
  webVital,
  workers,
  type Raw,
} from "../raw";
import { casesOf, panel } from "./parts";

const feedback = casesOf("feedback", { critical: ["slack", "pagerduty"], warning: ["slack"] });

const backend = (share: number) =>
  http(
    "soulcaster/backend",
    "fastapi-instrumentator",
    { perSecond: 20 * (1 - share), seconds: 0.05 },
    { perSecond: 20 * share, seconds: 0.05, failed: true },
  );
/** Requests of the backend for a route of the group `/ingest/*`. */
const ingest = (...requests: readonly Requests[]) => httpOn("/ingest/reddit", "soulcaster/backend", "fastapi-instrumentator", ...requests);
const dashboard = "soulcaster/dashboard";
const dashboardPages = (share: number) =>
  http(dashboard, "opentelemetry", { perSecond: 20 * (1 - share), seconds: 0.05 }, { perSecond: 20 * share, seconds: 0.05, failed: true });

/** Twenty calls of the backend per second, of which the share `share` fails. */
const callsTo =
  (kind: (typeof callMetrics)["http" | "db"], address: string) =>
  (share: number): Raw =>
    calls(
      "soulcaster/backend",
      "fastapi-instrumentator",
      kind,
      address,
      { perSecond: 20 * (1 - share), seconds: 0.05 },
      { perSecond: 20 * share, seconds: 0.05, failed: true },
    );
const commands = callsTo(callMetrics.db, "soulcaster.upstash.example.com");
const searches = callsTo(callMetrics.http, "soulcaster-vector.upstash.example.com");

const backendHealth = (passes: boolean) => probe("soulcaster/backend", "health", passes);
const backendInGatus = (passes: boolean) => gatus("soulcaster_backend-health", passes);
const backendProbe = { symptom: "probe", probe: "health", instance: "http://backend.soulcaster:8000/health" };

/** The cases for the needs of Soulcaster (SC). */
export const soulcaster: readonly Case[] = [
  feedback(["SC-2"], {
    title: "the backend fails its health check in blackbox_exporter, and Gatus reports no result",
    raw: [backendHealth(false)],
    inside: [backendHealth(false), backendInGatus(true)],
    alert: "ProbeFailed",
    severity: "critical",
    at: "soulcaster/backend",
    labels: { ...backendProbe, action: "restart" },
  }),
  feedback(["SC-2"], {
    title: "the backend fails its health check in Gatus, and blackbox_exporter reports no result",
    raw: [backendInGatus(false)],
    inside: [backendInGatus(false), backendHealth(true)],
    alert: "ProbeFailed",
    severity: "critical",
    at: "soulcaster/backend",
    labels: { ...backendProbe, action: "restart" },
  }),
  feedback(["SC-2"], {
    title: "the backend fails its health check in one prober only, and no one is paged",
    raw: [backendHealth(true), backendInGatus(false)],
    inside: [backendHealth(false), backendInGatus(false)],
    alert: "ProbersDisagree",
    severity: "warning",
    at: "soulcaster/backend",
    labels: { ...backendProbe, prober: "gatus" },
  }),
  feedback(["SC-3"], {
    title: "more than 5 % of the backend's requests fail",
    raw: [backend(0.06)],
    inside: [backend(0.04)],
    alert: "HttpErrorRatioHigh",
    severity: "critical",
    at: "soulcaster/backend",
    labels: { symptom: "errors" },
  }),
  feedback(["SC-3"], {
    title: "more than 5 % of the dashboard's requests fail",
    raw: [dashboardPages(0.06)],
    inside: [dashboardPages(0.04)],
    alert: "HttpErrorRatioHigh",
    severity: "critical",
    at: dashboard,
    labels: { symptom: "errors" },
  }),
  feedback(["X-6"], {
    title: "the dashboard pushes no metrics",
    raw: [silent(dashboard, { perSecond: 20, seconds: 0.05 })],
    inside: [dashboardPages(0)],
    alert: "PushMissing",
    severity: "critical",
    at: dashboard,
    labels: { symptom: "target" },
  }),
  feedback(["SC-8"], {
    title: "the managed Redis is nearly full",
    raw: [redis("soulcaster/redis", { used: 81, max: 100 })],
    inside: [redis("soulcaster/redis", { used: 79, max: 100 })],
    alert: "RedisMemoryHigh",
    severity: "warning",
    at: "soulcaster/redis",
    labels: { symptom: "memory" },
  }),
  ...(
    [
      ["redis", "commands to the managed Redis keep failing", commands],
      ["vectors", "requests to the vector store keep failing", searches],
    ] as const
  ).map(([dependency, title, to]) =>
    feedback(["SC-8"], {
      title,
      raw: [to(0.55)],
      inside: [to(0.45)],
      alert: "DependencyCallsFailing",
      severity: "critical",
      at: "soulcaster/backend",
      labels: { symptom: "calls", dependency },
    }),
  ),
  feedback(["SC-1"], {
    title: "nearly all threads of a replica of the backend are busy",
    raw: [workers("soulcaster/backend", "fastapi-instrumentator", "threads", { workers: 40, busy: 37 })],
    inside: [workers("soulcaster/backend", "fastapi-instrumentator", "threads", { workers: 40, busy: 36 })],
    alert: "WorkersBusy",
    severity: "warning",
    at: "soulcaster/backend",
    labels: { symptom: "workers", worker_group: "threads", action: "scale" },
  }),
  panel(["SC-1"], {
    title: "a panel shows the share of busy workers",
    raw: [workers("soulcaster/backend", "fastapi-instrumentator", "threads", { workers: 40, busy: 10 })],
    at: "soulcaster/backend",
    panel: "monitoring-http/Busy workers",
    value: 0.25,
  }),
  panel(["SC-1"], {
    title: "a panel shows the failed requests of a route",
    raw: [ingest({ perSecond: 15, seconds: 0.05 }, { perSecond: 5, seconds: 0.05, failed: true })],
    at: "soulcaster/backend",
    panel: "monitoring-http/Failed requests by route",
    value: 5,
  }),
  panel(["SC-1"], {
    title: "a panel shows the traffic of a group of routes",
    raw: [ingest({ perSecond: 20, seconds: 0.05 })],
    at: "soulcaster/backend",
    panel: "monitoring-http/Traffic by group of routes",
    value: 20,
  }),
  feedback(["SC-1"], {
    title: "less than 20 % of Reddit's rate limit is left",
    raw: [rateLimit("soulcaster/backend", "fastapi-instrumentator", "oauth.reddit.com", 199)],
    inside: [rateLimit("soulcaster/backend", "fastapi-instrumentator", "oauth.reddit.com", 201)],
    alert: "DependencyRateLimitLow",
    severity: "warning",
    at: "soulcaster/backend",
    labels: { symptom: "rate-limit", dependency: "reddit", limit: "requests" },
  }),
  feedback(["SC-5"], {
    title: "more than half of the agent jobs that ended in 15 minutes failed",
    raw: [runsInRedis("soulcaster/agent-jobs", "agent-job", { failed: 2 / 900, succeeded: 1 / 900 })],
    inside: [runsInRedis("soulcaster/agent-jobs", "agent-job", { failed: 1 / 900, succeeded: 1 / 900 })],
    alert: "RunsFailing",
    severity: "critical",
    at: "soulcaster/agent-jobs",
    labels: { symptom: "run-failures", run: "agent-job" },
  }),
  panel(["SC-5"], {
    title: "a panel shows the share of failed agent jobs",
    raw: [runsInRedis("soulcaster/agent-jobs", "agent-job", { failed: 1 / 900, succeeded: 3 / 900 })],
    at: "soulcaster/agent-jobs",
    panel: "monitoring-runs/Failed runs",
    value: 0.25,
  }),
  panel(["SC-5"], {
    title: "a panel shows the failed agent jobs of a category",
    raw: [runsInRedis("soulcaster/agent-jobs", "agent-job", { failed: 7 / 900 })],
    at: "soulcaster/agent-jobs",
    panel: "monitoring-runs/Failures by category",
    value: 7,
  }),
  panel(["SC-5"], {
    title: "a panel shows the time from the request for an agent job to its success",
    raw: [runsInRedis("soulcaster/agent-jobs", "agent-job", { succeeded: 1 / 900, duration: 300 })],
    at: "soulcaster/agent-jobs",
    panel: "monitoring-runs/Duration of runs",
    value: 300,
  }),
  feedback(["SC-6"], {
    title: "an agent job runs for more than 15 minutes",
    raw: [runsInRedis("soulcaster/agent-jobs", "agent-job", { oldest: 901 })],
    inside: [runsInRedis("soulcaster/agent-jobs", "agent-job", { oldest: 900 })],
    alert: "RunTooLong",
    severity: "warning",
    at: "soulcaster/agent-jobs",
    labels: { symptom: "run-age", run: "agent-job" },
  }),
  feedback(["SC-9"], {
    title: "the loop of the poller has stopped",
    raw: [loop("soulcaster/backend", "fastapi-instrumentator", "reddit-poller", { iterations: 0, items: 1 })],
    inside: [loop("soulcaster/backend", "fastapi-instrumentator", "reddit-poller", { iterations: 0.02, items: 1 })],
    alert: "LoopStuck",
    severity: "critical",
    at: "soulcaster/backend",
    labels: { symptom: "loop", loop: "reddit-poller", action: "restart" },
  }),
  feedback(["SC-4"], {
    title: "the largest content of the dashboard appears late for more than a quarter of the page views",
    raw: [webVital("soulcaster/dashboard", "lcp", { perHour: 36_000, poor: 0.27 })],
    inside: [webVital("soulcaster/dashboard", "lcp", { perHour: 36_000, poor: 0.23 })],
    alert: "LargestContentfulPaintHigh",
    severity: "warning",
    at: "soulcaster/dashboard",
    labels: { symptom: "web-vitals" },
  }),
  feedback(["SC-4"], {
    title: "more than 5 % of the dashboard's page views have an error",
    raw: [visits("soulcaster/dashboard", { perSecond: 2, failed: 0.053 })],
    inside: [visits("soulcaster/dashboard", { perSecond: 2, failed: 0.047 })],
    alert: "BrowserErrorsHigh",
    severity: "warning",
    at: "soulcaster/dashboard",
    labels: { symptom: "browser-errors" },
  }),
  panel(["SC-4"], {
    title: "a panel shows how many users of the dashboard are active",
    raw: [visits("soulcaster/dashboard", { perSecond: 2, failed: 0, active: 12 })],
    at: "soulcaster/dashboard",
    panel: "monitoring-http/Active users",
    value: 12,
  }),
  {
    kind: "plan",
    needs: ["SC-4"],
    title: "Sentry monitors the dashboard's budgets and browser crashes",
    evidence: [
      "budget:soulcaster/dashboard/lcp=2.5s",
      "budget:soulcaster/dashboard/apiDuration=1s",
      "budget:soulcaster/dashboard/apiErrorsPerHour=10",
      "budget:soulcaster/dashboard/activeUsers=5",
      "issues:soulcaster/dashboard/critical=slack",
      "issues:soulcaster/dashboard/warning=slack",
    ],
    files: ["sentry.json"],
  },
];
