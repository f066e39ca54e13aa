import type { Case } from "../case";
import { callMetrics } from "../../../exporters/instrumentation/calls";
import { aiCalls, calls, postgres, probe, redis } from "../raw";
import { casesOf, panel } from "./parts";

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
