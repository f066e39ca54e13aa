import type { Case } from "../case";
import { eight } from "../evidence";
import { http, liteLlmCalls, logMatches, probe, runs } from "../raw";
import { casesOf, panel } from "./parts";

const integrations = casesOf("integrations", { critical: ["pagerduty", "slack"], warning: ["slack"] });

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
