import type { EnvironmentInput } from "./environments-schema";

const reference = ["tenant-ai", "trading-journal", "soulcaster", "eight-services", "site-builder"];

/** What each environment watches and how. Put your own systems and addresses here. */
export const environments = [
  {
    id: "local",
    title: "Local",
    systems: ["demo"],
    platformOwner: "platform",
    scrapeInterval: "5s",
    evaluationInterval: "5s",
    retention: { metrics: "2d", logs: "2d", traces: "1d" },
    urls: {
      grafana: "http://127.0.0.1:3000",
      runbooks: "https://example.com/monitoring/docs/OPERATIONS.md",
      prometheus: "http://127.0.0.1:9090",
      alertmanager: "http://127.0.0.1:9093",
    },
    pages: true,
    delivery: {
      smtp: { smarthost: "receiver:2525", from: "monitoring@example.com", requireTls: false },
      pagerdutyUrl: "http://receiver:8080/pagerduty/v2/enqueue",
    },
    deadMansSwitch: "dead-mans-switch",
    uptime: { outside: "none", statusPages: "gatus" },
    sentry: { organization: "example", monitors: false },
    overrides: [{ system: "demo", service: "orders", thresholds: { latencyP95: { critical: "2s" } } }],
  },
  {
    id: "staging",
    title: "Staging",
    systems: reference,
    platformOwner: "platform",
    scrapeInterval: "15s",
    evaluationInterval: "15s",
    retention: { metrics: "15d", logs: "30d", traces: "7d" },
    urls: {
      grafana: "https://grafana.staging.example.com",
      runbooks: "https://example.com/monitoring/docs/OPERATIONS.md",
      prometheus: "https://prometheus.staging.example.com",
      alertmanager: "https://alertmanager.staging.example.com",
    },
    pages: false,
    delivery: { smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com", username: "monitoring", requireTls: true } },
    deadMansSwitch: "dead-mans-switch",
    uptime: { outside: "uptimerobot", plan: "free", statusPages: "gatus" },
    sentry: { organization: "example", plan: "team", monitors: false },
    overrides: [{ system: "trading-journal", service: "web", thresholds: { errorRatio: { warning: "2%", critical: "5%" } } }],
  },
  {
    id: "production",
    title: "Production",
    systems: reference,
    platformOwner: "platform",
    scrapeInterval: "15s",
    evaluationInterval: "15s",
    retention: { metrics: "30d", logs: "30d", traces: "14d" },
    urls: {
      grafana: "https://grafana.example.com",
      runbooks: "https://example.com/monitoring/docs/OPERATIONS.md",
      prometheus: "https://prometheus.example.com",
      alertmanager: "https://alertmanager.example.com",
    },
    pages: true,
    delivery: { smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com", username: "monitoring", requireTls: true } },
    deadMansSwitch: "dead-mans-switch",
    uptime: { outside: "uptimerobot", plan: "free", statusPages: "gatus" },
    sentry: { organization: "example", plan: "team" },
    overrides: [],
  },
] as const satisfies readonly EnvironmentInput[];
