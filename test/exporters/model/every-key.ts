import type { CatalogueInput } from "../../../exporters/model/catalogue";
import { environment, owner, postgres, redis, web, worker } from "./support";

const contacts = [
  { via: "slack", channel: "shop" },
  { via: "discord", channel: "shop" },
  { via: "pagerduty", service: "shop" },
  { via: "webhook", name: "shop" },
  { via: "email", to: "shop@example.com" },
];
const check = {
  renamedFrom: "alive",
  path: "/health",
  port: 80,
  interval: "5m",
  timeout: "10s",
  failures: 3,
  regions: ["eu"],
  public: true,
  group: "Shop",
  sentry: true,
};
const sentry = {
  platform: "javascript-nextjs",
  ownership: [{ path: "src/*", owner: "shop" }],
  errorsPerHour: 10,
  budgets: { lcp: "2.5s", apiDuration: "1s", apiErrorsPerHour: 10, activeUsers: { local: 1, staging: 2, production: 5 } },
};
const job = {
  name: "report",
  renamedFrom: "summary",
  description: "Writes the report",
  every: "1d",
  grace: "1h",
  schedule: "0 3 * * *",
  sentry: true,
};

const system = {
  id: "shop",
  title: "Shop",
  description: "The shop",
  hosts: { local: "shop.local.example.com", staging: "shop.staging.example.com", production: "shop.example.com" },
  tenantContacts: contacts,
  links: [{ title: "Traces", url: "https://traces.example.com" }],
  automation: "shop",
  discovered: ["sender"],
  services: [
    {
      ...web,
      renamedFrom: "frontend",
      description: "Sells",
      dependsOn: ["postgres", "redis"],
      instrumentation: {
        profile: "prom-client",
        port: 9464,
        host: "web.example.com",
        path: "/numbers",
        buckets: [0.5, 1, 2, 5],
        excludeRoutes: ["/health"],
        scheme: "https",
        authorization: "Bearer",
        replicas: 2,
        statusLabel: "status",
        routeLabel: "path",
        logs: "stdout",
      },
      reachedBy: "network",
      browser: { origins: { production: ["https://preview.example.com"] } },
      slo: { availability: "99.9%", latency: { objective: "99%", within: "2s" }, plans: { free: "95%" } },
      pools: [{ name: "main", database: "postgres" }],
      calls: [{ to: "postgres" }, { to: "vendor-api", addresses: ["api.vendor.example.com"] }],
      runs: [
        {
          name: "import",
          hashes: {
            redis: "redis",
            keys: "import:*",
            status: "state",
            running: ["active"],
            success: ["done"],
            failure: ["failed", "timeout"],
            requestedAt: "added",
            startedAt: "began",
            endedAt: "ended",
            category: "reason",
            categories: ["network"],
          },
        },
        {
          name: "export",
          counter: { metric: "export_jobs_total", label: "state", success: ["done"], failure: ["failed", "timeout"], category: "reason" },
        },
      ],
      loops: [{ name: "poller" }],
      workerGroups: [{ name: "threads" }],
      streams: [{ name: "updates" }],
      ai: { profile: "opentelemetry" },
      lighthouse: {
        environments: ["production"],
        pages: [{ path: "/", performance: "80%", accessibility: "90%", bestPractices: "90%", seo: "90%" }],
      },
      quotas: ["orders"],
      logs: { patterns: [{ name: "declined", matches: "card declined", level: "warn", threshold: 5, for: "10m", severity: "info" }] },
      jobs: [job],
      uptime: [
        check,
        {
          name: "vendor",
          url: "https://vendor.example.com/",
          method: "POST",
          headers: { a: "b" },
          status: [204],
          json: { status: "ok" },
          keyword: "ok",
          redirects: "follow",
        },
        { name: "body", path: "/b", port: 80, body: "ok", outside: false },
      ],
      sentry,
      thresholds: { latencyP95: { warning: "1s" } },
    },
    { ...worker, dependsOn: ["redis"] },
    { ...worker, name: "arq", instrumentation: { profile: "arq", redis: "redis" }, queues: ["arq:queue"], workers: 2 },
    { ...postgres, standbys: 1, database: "shop", host: "postgres.example.com" },
    { ...postgres, name: "replica", role: "replica", replicaOf: "postgres" },
    { ...redis, host: "redis.example.com", replicas: 1 },
    { kind: "external", name: "vendor", owner: "shop", uptime: [{ url: "https://other.example.com/status" }] },
  ],
};

const environmentOf = (id: string) => ({
  ...environment,
  id,
  logAgent: "kubernetes",
  hostMetrics: "kubernetes",
  kubeletCertificates: "any",
  kubeStateMetrics: "kube-state-metrics.kube-system.svc:8080",
  uptime:
    id === "local"
      ? { outside: "betterstack", plan: "paid", statusPages: "betterstack", sharedPage: { title: "Status", name: "status" } }
      : { outside: "betterstack", plan: "paid", statusPages: "gatus", statusPageUrls: { shop: `https://status.${id}.example.com` } },
  sentry: {
    organization: "shop",
    plan: "business",
    projects: "monitored",
    paidMonitors: { uptime: 50, cron: 50 },
    integrations: { slack: "shop", discord: "shop", pagerduty: "shop" },
  },
  destinations: [
    {
      name: "vendor",
      url: "https://otlp.example.com",
      headers: { "X-Dataset": "shop" },
      secretHeaders: ["Authorization"],
      signals: ["logs"],
    },
  ],
  publicOtlp: { url: "https://push.example.com", tls: id === "local" ? "proxy" : "ingress", requestsPerSecond: 50 },
  discovery: ["kubernetes"],
  discoveryProfiles: ["prom-client", "bullmq"],
  overrides: [{ system: "shop", service: "web", thresholds: { latencyP95: { warning: "2s" } }, slo: { plans: { free: "96%" } } }],
});

/** A catalogue with three environments that sets every key of the schemas. */
export const everyKey: CatalogueInput = {
  systems: [system],
  owners: [
    {
      ...owner,
      pager: true,
      contacts: { critical: contacts, warning: contacts, info: contacts },
      workingHours: { timeZone: "Europe/Berlin", days: ["monday"], from: "09:00", to: "17:00" },
    },
  ],
  environments: [environmentOf("local"), environmentOf("staging"), environmentOf("production")],
  announcements: [
    {
      environment: "production",
      system: "shop",
      at: "2026-01-01T00:00:00Z",
      type: "outage",
      message: "Down",
      alert: "ProbeFailed",
      archived: true,
    },
  ],
};
