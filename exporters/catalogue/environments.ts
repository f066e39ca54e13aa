import type { EnvironmentInput } from "../model/environments-schema";

/**
 * The environments, their monitored systems and their settings. Replace the example addresses with your own. `systems: "all"` and `except`
 * also select systems that you add later.
 */
export const environments = [
  {
    id: "local",
    title: "Local",
    systems: ["demo"],
    platformOwner: "platform",
    stores: { logs: "victoria-logs", traces: "jaeger" },
    hostMetrics: "docker",
    grafana: false,
    scrapeInterval: "5s",
    evaluationInterval: "5s",
    retention: { metrics: "2d", logs: "2d", traces: "1d" },
    urls: {
      grafana: "http://127.0.0.1:3000",
      runbooks: "https://example.com/monitoring/docs/OPERATIONS.md",
      // URL of the viewer, which `npm run up` starts. Alerts link to the viewer's query page.
      prometheus: "http://127.0.0.1:3000",
      alertmanager: "http://127.0.0.1:9093",
    },
    pages: true,
    delivery: {
      smtp: { smarthost: "receiver:2525", from: "monitoring@example.com", requireTls: false },
      pagerdutyUrl: "http://receiver:8080/pagerduty/v2/enqueue",
    },
    deadMansSwitch: "dead-mans-switch",
    uptime: { outside: "none", statusPages: "gatus" },
    // The applications of all systems run on developers' computers, so each has a project.
    sentry: { organization: "example", projects: "all", monitors: false },
    overrides: [{ system: "demo", service: "orders", thresholds: { latencyP95: { critical: "2s" } } }],
  },
  {
    id: "local-lgtm",
    title: "Local, with Loki, Tempo and Grafana",
    systems: ["demo"],
    platformOwner: "platform",
    stores: { logs: "loki", traces: "tempo" },
    hostMetrics: "docker",
    grafana: true,
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
    systems: { except: ["demo"] },
    platformOwner: "platform",
    publicOtlp: { url: "https://otlp.staging.example.com", tls: "ingress" },
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
    discovery: ["kubernetes"],
    overrides: [{ system: "trading-journal", service: "web", thresholds: { errorRatio: { warning: "2%", critical: "5%" } } }],
  },
  {
    id: "production",
    title: "Production",
    production: true,
    systems: { except: ["demo"] },
    platformOwner: "platform",
    destinations: [
      {
        // The journal's developers read its logs at Axiom too. The secret `destination-axiom-authorization` is `Bearer <token>`.
        name: "axiom",
        url: "https://api.axiom.co",
        headers: { "X-Axiom-Dataset": "trading-journal" },
        secretHeaders: ["Authorization"],
        signals: ["logs"],
        systems: ["trading-journal"],
      },
    ],
    publicOtlp: { url: "https://otlp.example.com", tls: "ingress" },
    scrapeInterval: "15s",
    evaluationInterval: "15s",
    retention: { metrics: "30d", logs: "30d", traces: "14d" },
    traceSampling: 0.2,
    urls: {
      grafana: "https://grafana.example.com",
      runbooks: "https://example.com/monitoring/docs/OPERATIONS.md",
      prometheus: "https://prometheus.example.com",
      alertmanager: "https://alertmanager.example.com",
    },
    pages: true,
    delivery: { smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com", username: "monitoring", requireTls: true } },
    deadMansSwitch: "dead-mans-switch",
    uptime: {
      outside: "uptimerobot",
      plan: "free",
      statusPages: "uptimerobot",
      // The free plan includes one page, so all systems share it.
      sharedPage: { title: "Service status", name: "service-status" },
    },
    sentry: { organization: "example", plan: "team" },
    discovery: ["kubernetes"],
    overrides: [],
  },
] as const satisfies readonly EnvironmentInput[];
