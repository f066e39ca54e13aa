import type { SystemInput } from "../../model/schema";

const nextjs = {
  profile: "request-counter",
  port: 3000,
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
  routeLabel: "path",
  excludeRoutes: ["/healthz", "/metrics"],
} as const;
const sentry = { platform: "javascript-nextjs", sampleRate: 0.2, scrubPii: true } as const;
const plans = { free: "95%", pro: "99%", enterprise: "99.9%" } as const;
const wholeHealth = { status: "ok", uptimeSeconds: "*", postgres: "connected", redis: "connected" } as const;

/** See docs/reference-systems.md for the system's monitoring needs and the features that cover them. */
export const siteBuilder = {
  id: "site-builder",
  title: "Site builder",
  description: "Multi-tenant site builder: Payload CMS, PostgreSQL, Redis, automations, AI assistant, exports",
  hosts: { staging: "sites.staging.example.com", production: "sites.example.com" },
  automation: "site-automation",
  services: [
    {
      kind: "http",
      name: "cms",
      owner: "sites",
      description: "Payload CMS with the AI assistant and the analytics endpoint",
      dependsOn: ["postgres", "redis"],
      instrumentation: nextjs,
      slo: { plans },
      pools: [{ name: "cms", database: "postgres" }],
      calls: [{ to: "postgres" }, { to: "redis" }],
      ai: { profile: "opentelemetry" },
      thresholds: {
        latencyP50: { warning: "2s" },
        errorRatio: { critical: { above: "5%", for: "5m" } },
        aiLatencyP95: { warning: "10.24s" },
      },
      hosts: { staging: "cms.sites.staging.example.com", production: "cms.sites.example.com" },
      uptime: [
        { name: "health", path: "/healthz", port: 3000, json: wholeHealth, public: true, group: "Editor" },
        { name: "track", path: "/api/analytics/track", port: 3000, status: [200, 204], severity: "warning" },
      ],
      sentry,
    },
    {
      kind: "http",
      name: "sites",
      owner: "sites",
      description: "Renders the tenants' sites",
      dependsOn: ["cms"],
      instrumentation: nextjs,
      slo: { plans },
      thresholds: { latencyP50: { warning: "2s" }, errorRatio: { critical: { above: "5%", for: "5m" } } },
      uptime: [{ path: "/healthz", port: 3000, json: { status: "ok" }, public: true, group: "Sites" }],
      // Tenants use domains that the catalogue does not know.
      sentry: { ...sentry, allowedDomains: ["*"] },
    },
    {
      kind: "worker",
      name: "worker",
      owner: "sites",
      description: "Automations and exports",
      dependsOn: ["postgres", "redis"],
      instrumentation: { profile: "bullmq", port: 9464 },
      queues: ["automations", "exports"],
      runs: [
        { name: "automation", counter: { metric: "automation_runs_total" } },
        { name: "export", counter: { metric: "export_jobs_total" } },
      ],
      jobs: [
        {
          name: "backup",
          description: "Dumps the database, verifies the dump and its checksum",
          every: "1d",
          grace: "2h",
          schedule: "0 2 * * *",
        },
        {
          name: "restore-test",
          description: "Restores the newest dump into an empty database",
          every: "7d",
          grace: "1d",
          schedule: "0 5 * * 0",
          severity: "warning",
        },
      ],
      sentry: { platform: "node", sampleRate: 0.2, scrubPii: true },
    },
    {
      kind: "postgres",
      name: "postgres",
      owner: "sites",
      database: "payload",
    },
    { kind: "redis", name: "redis", owner: "sites", thresholds: { redisLatency: { warning: "50ms" } } },
  ],
} as const satisfies SystemInput;
