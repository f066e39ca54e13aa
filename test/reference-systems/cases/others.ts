import type { Case } from "../case";
import { eight } from "../evidence";
import { callMetrics } from "../../../exporters/instrumentation/calls";
import { aiCalls, calls, http, liteLlmCalls, logMatches, postgres, probe, redis, runs } from "../raw";
import { casesOf, panel } from "./parts";

const integrations = casesOf("integrations", { critical: ["pagerduty", "slack"], warning: ["slack"] });
const sites = casesOf("sites", { critical: ["slack", "email", "discord"], warning: ["slack", "email"] });

/** Operations of the editor on its database. Those that fail get no connection. */
const editorCalls = (...state: Parameters<typeof calls>[4][]) =>
  calls("site-builder/cms", "request-counter", callMetrics.db, "postgres.site-builder", ...state);

/** Two calls of the assistant per second, of which the share `share` fails. */
const assistant = (share: number) =>
  aiCalls(
    "site-builder/cms",
    "request-counter",
    "openai",
    { perSecond: 2 * (1 - share), seconds: 1 },
    { perSecond: 2 * share, seconds: 1, failed: true },
  );
/** Two calls of the assistant per second, of which the share `share` takes 12 seconds. */
const slowAssistant = (share: number) =>
  aiCalls(
    "site-builder/cms",
    "request-counter",
    "openai",
    { perSecond: 2 * (1 - share), seconds: 1 },
    { perSecond: 2 * share, seconds: 12 },
  );

const apiGateway = (share: number) =>
  http(
    "eight-services/api-gateway",
    "express-prom-bundle",
    { perSecond: 20 * (1 - share), seconds: 0.05 },
    { perSecond: 20 * share, seconds: 0.05, failed: true },
  );

const ports: Readonly<Record<string, number>> = {
  "api-gateway": 7000,
  "mcp-server": 7001,
  "airtable-gateway": 7002,
  "llm-orchestrator": 7003,
  automation: 7006,
  platform: 7007,
  "saga-orchestrator": 7008,
  frontend: 5173,
};

/** Converts a number of failures within five minutes to a rate per second. */
const within5m = (failures: number): number => failures / 300;

/** The cases for the needs of the eight services (ES). */
export const eightServices: readonly Case[] = [
  ...["postgres", "redis"].map((server) =>
    integrations(["ES-6"], {
      title: `the platform service logs several failed connections to ${server}`,
      raw: [logMatches("eight-services/platform", `${server}-connection-failed`, within5m(4))],
      inside: [logMatches("eight-services/platform", `${server}-connection-failed`, within5m(2))],
      alert: "LogPatternMatched",
      severity: "warning",
      at: "eight-services/platform",
      labels: { symptom: "log-pattern", pattern: `${server}-connection-failed` },
    }),
  ),
  ...eight.map((service) =>
    integrations(["ES-8"], {
      title: `${service} fails its health check and on-call is paged`,
      raw: [probe(`eight-services/${service}`, "health", false)],
      inside: [probe(`eight-services/${service}`, "health", true)],
      alert: "ProbeFailed",
      severity: "critical",
      at: `eight-services/${service}`,
      labels: {
        symptom: "probe",
        action: "restart",
        probe: "health",
        instance: `http://${service}.eight-services:${ports[service] ?? "none"}/health`,
      },
    }),
  ),
  panel(["ES-8"], {
    title: "a panel shows the share of passed checks",
    raw: [probe("eight-services/frontend", "health", true)],
    at: "eight-services/frontend",
    panel: "monitoring-overview/Probe success",
    value: 1,
  }),
  ...(
    [
      ["mcp-server", "prom-client", "tool", "tool executions of the MCP server"],
      ["automation", "fastapi-instrumentator", "file", "files of the automation service"],
      ["automation", "fastapi-instrumentator", "workflow", "workflows of the automation service"],
      ["saga-orchestrator", "fastapi-instrumentator", "transaction", "SAGA transactions"],
      ["saga-orchestrator", "fastapi-instrumentator", "compensation", "compensations of SAGA transactions"],
    ] as const
  ).map(([service, profile, run, what]) =>
    integrations(["ES-7"], {
      title: `more than half of the ${what} fail`,
      raw: [runs(`eight-services/${service}`, profile, run, { succeeded: 0.045, failed: 0.055 })],
      inside: [runs(`eight-services/${service}`, profile, run, { succeeded: 0.055, failed: 0.045 })],
      alert: "RunsFailing",
      severity: "critical",
      at: `eight-services/${service}`,
      labels: { symptom: "run-failures", run },
    }),
  ),
  panel(["ES-7"], {
    title: "a panel shows the share of failed tool executions",
    raw: [runs("eight-services/mcp-server", "prom-client", "tool", { succeeded: 3, failed: 1 })],
    at: "eight-services/mcp-server",
    panel: "monitoring-runs/Failed runs",
    value: 0.25,
  }),
  integrations(["ES-1", "ES-10"], {
    title: "more than 5 % of the API gateway's requests fail",
    raw: [apiGateway(0.06)],
    inside: [apiGateway(0.04)],
    alert: "HttpErrorRatioHigh",
    severity: "critical",
    at: "eight-services/api-gateway",
    labels: { symptom: "errors" },
  }),
  panel(["ES-10"], {
    title: "a panel shows the share of failed requests of the API gateway",
    raw: [apiGateway(0.25)],
    at: "eight-services/api-gateway",
    panel: "monitoring-http/Errors",
    value: 0.25,
  }),
  panel(["ES-7"], {
    title: "a panel shows the tokens of the LLM orchestrator's calls to models",
    raw: [liteLlmCalls("eight-services/llm-orchestrator", "fastapi-instrumentator", "openai", { perSecond: 2, seconds: 1 })],
    at: "eight-services/llm-orchestrator",
    panel: "monitoring-ai/Tokens per second",
    value: 200,
  }),
  {
    kind: "plan",
    needs: ["ES-2"],
    title: "the gateway labels the logs of all eight services, and stores them in Loki",
    evidence: ["stored:eight-services/api-gateway/logs=loki", ...eight.map((name) => `stored:eight-services/${name}/logs=loki` as const)],
    files: ["otelcol.yml"],
  },
  {
    kind: "plan",
    needs: ["ES-3"],
    title: "the gateway stores the traces of all eight services in Tempo, and samples them",
    evidence: ["sampled:production=20", ...eight.map((name) => `stored:eight-services/${name}/traces=tempo` as const)],
    files: ["otelcol.yml"],
  },
  {
    kind: "plan",
    needs: ["ES-8"],
    title: "each check asserts the status code",
    evidence: ["status:eight-services/api-gateway/health=200", ...eight.map((name) => `status:eight-services/${name}/health=200` as const)],
    files: ["blackbox.yml"],
  },
];

/** The cases for the needs of the site builder (SB). */
export const siteBuilder: readonly Case[] = [
  sites(["SB-4"], {
    title: "the database server does not answer",
    raw: [postgres("site-builder/postgres", { up: false })],
    inside: [postgres("site-builder/postgres", {})],
    alert: "PostgresDown",
    severity: "critical",
    at: "site-builder/postgres",
    labels: { symptom: "server" },
  }),
  sites(["SB-4"], {
    title: "a connection of the editor to the database fails, and the automation that restarts the editor is notified too",
    raw: [editorCalls({ perSecond: 20, seconds: 0.05 }, { perSecond: 1 / 300, seconds: 0.05, failed: true })],
    inside: [editorCalls({ perSecond: 20, seconds: 0.05 })],
    alert: "DependencyConnectionFailed",
    severity: "critical",
    at: "site-builder/cms",
    labels: { symptom: "call-connections", dependency: "postgres", action: "restart" },
    receivers: { "site-builder-automation": ["webhook"] },
  }),
  sites(["SB-6", "SB-7"], {
    title: "more than 20 % of the assistant's calls fail, and the automation that disables the assistant is notified too",
    raw: [assistant(0.22)],
    inside: [assistant(0.18)],
    alert: "AiErrorRatioHigh",
    severity: "warning",
    at: "site-builder/cms",
    labels: { symptom: "ai-errors", provider: "openai", action: "disable-ai" },
    receivers: { "site-builder-automation": ["webhook"] },
  }),
  sites(["SB-12"], {
    title: "the assistant's calls to an AI provider are slow",
    raw: [slowAssistant(0.06)],
    inside: [slowAssistant(0.04)],
    alert: "AiSlow",
    severity: "warning",
    at: "site-builder/cms",
    labels: { symptom: "ai-latency", provider: "openai" },
  }),
  ...(
    [
      ["Share of failed calls by model", "the share of failed calls to each model", 0.25],
      ["Calls per second by model", "the calls to each model", 2],
      ["Tokens per second", "the tokens of the calls to each model", 150],
    ] as const
  ).map(([title, shown, value]) =>
    panel(["SB-2"], {
      title: `the dashboard of the AI layer shows ${shown}`,
      raw: [assistant(0.25)],
      at: "site-builder/cms",
      panel: `monitoring-ai/${title}`,
      value,
    }),
  ),
  sites(["SB-7", "SB-9"], {
    title: "the editor fails its health check, and on-call and the automation that restarts the editor are notified",
    raw: [probe("site-builder/cms", "health", false)],
    inside: [probe("site-builder/cms", "health", true)],
    alert: "ProbeFailed",
    severity: "critical",
    at: "site-builder/cms",
    labels: { symptom: "probe", action: "restart", probe: "health", instance: "http://cms.site-builder:3000/healthz" },
    receivers: { "site-builder-automation": ["webhook"] },
  }),
  sites(["SB-9"], {
    title: "the analytics endpoint fails its check, and the team gets a warning",
    raw: [probe("site-builder/cms", "track", false)],
    inside: [probe("site-builder/cms", "track", true), probe("site-builder/cms", "health", false)],
    alert: "ProbeFailed",
    severity: "warning",
    at: "site-builder/cms",
    labels: { symptom: "probe", probe: "track", instance: "http://cms.site-builder:3000/api/analytics/track" },
  }),
  sites(["SB-12"], {
    title: "Redis latency is above 50 ms",
    raw: [redis("site-builder/redis", { commands: { get: { perSecond: 1, seconds: 0.051 } } })],
    inside: [redis("site-builder/redis", { commands: { get: { perSecond: 1, seconds: 0.049 } } })],
    alert: "RedisLatencyHigh",
    severity: "warning",
    at: "site-builder/redis",
    labels: { symptom: "latency" },
  }),
  {
    kind: "plan",
    needs: ["SB-15"],
    title: "the gateway stores the logs of the site builder in Loki, where a panel searches them by tenant and site",
    evidence: ["stored:site-builder/cms/logs=loki", "stored:site-builder/sites/logs=loki", "stored:site-builder/worker/logs=loki"],
    files: ["otelcol.yml"],
  },
  {
    kind: "plan",
    needs: ["SB-8"],
    title: "the Sentry projects of frontend and backend scrub personal data, sample transactions and send critical issues to Slack",
    evidence: [
      "project:site-builder/cms",
      "project:site-builder/sites",
      "project:site-builder/worker",
      "issues:site-builder/cms/critical=slack",
      "issues:site-builder/sites/critical=slack",
      "issues:site-builder/worker/critical=slack",
    ],
    files: ["sentry.json"],
  },
];

/** The cases for the needs that all systems share (X). */
export const all: readonly Case[] = [
  {
    kind: "plan",
    needs: ["X-2"],
    title:
      "in every environment, every application has a Sentry project and every check runs inside the stack; outside of local, a vendor checks every public address",
    evidence: ["plans:local", "plans:local-lgtm", "plans:staging", "plans:production"],
    files: ["sentry.json", "uptime.json"],
  },
  {
    kind: "plan",
    needs: ["X-3"],
    title: "components deploy the programs of the stack and the exporters",
    evidence: [
      "component:prometheus",
      "component:alertmanager",
      "component:grafana",
      "component:loki",
      "component:tempo",
      "component:postgres-exporter-tenant-ai-postgres",
      "component:redis-exporter-tenant-ai-redis",
    ],
    files: ["components/production"],
  },
];
