import type { SystemInput } from "../../model/schema";

const nextjs = { profile: "prom-client", port: 3000, path: "/api/metrics", buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10] } as const;
const sentry = { platform: "javascript-nextjs", sampleRate: 0.2, scrubPii: true } as const;
const wholeHealth = { postgres: "ok", redis: "ok", uptime: "*" } as const;

/** Requirements SB-1 to SB-14. */
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
      instrumentation: { ...nextjs, excludeRoutes: ["/api/metrics", "/healthz"] },
      pools: [{ name: "cms", database: "postgres" }],
      thresholds: { errorRatio: { critical: "5%" } },
      slo: { availability: "99.9%" },
      hosts: { staging: "cms.sites.staging.example.com", production: "cms.sites.example.com" },
      uptime: [
        { name: "health", path: "/healthz", port: 3000, json: wholeHealth, public: true, group: "Editor" },
        { name: "track", path: "/api/analytics/track", port: 3000, status: [200, 204] },
      ],
      sentry,
      later: [
        "SB-1 payload_db_*, redis_cache_hits_total, assistant_calls_total and tenant_active_sites_total",
        "SB-2 Tenant Analytics, Infrastructure Health and AI Layer panels",
        "SB-5 host CPU over 90 % for 10 minutes",
        "SB-6 assistant error ratio over 20 %",
        "SB-10 burn rates and budgets of the plans: free 95 %, pro 99 %, enterprise 99.9 %",
        "SB-12 build size, median response over 2 s, AI latency per provider",
        "SB-14 anomaly detection, dashboards per tenant, cost-based scaling",
      ],
    },
    {
      kind: "http",
      name: "sites",
      owner: "sites",
      description: "Renders the tenants' sites",
      dependsOn: ["cms"],
      instrumentation: { ...nextjs, excludeRoutes: ["/api/metrics", "/healthz"] },
      thresholds: { errorRatio: { critical: "5%" } },
      uptime: [{ path: "/healthz", port: 3000, json: { status: "ok" }, public: true, group: "Sites" }],
      sentry,
      later: ["SB-10 burn rates and budgets of the plans: free 95 %, pro 99 %, enterprise 99.9 %"],
    },
    {
      kind: "worker",
      name: "worker",
      owner: "sites",
      description: "Automations and exports",
      dependsOn: ["postgres", "redis"],
      instrumentation: { profile: "bullmq", port: 9464 },
      queues: ["automations", "exports"],
      jobs: [
        {
          name: "backup",
          description: "Dumps the database, verifies the dump and its checksum",
          every: "1d",
          grace: "2h",
          schedule: "0 2 * * *",
          maxRuntime: "1h",
        },
        {
          name: "restore-test",
          description: "Restores the newest dump into an empty database",
          every: "7d",
          grace: "1d",
          schedule: "0 5 * * 0",
          maxRuntime: "2h",
          severity: "warning",
        },
      ],
      sentry: { platform: "node", sampleRate: 0.2, scrubPii: true },
      later: ["SB-1 automation_runs_total and export_jobs_total"],
    },
    {
      kind: "postgres",
      name: "postgres",
      owner: "sites",
      database: "payload",
      later: ["SB-4 client-side connection failures", "SB-11 backups: age, checksum, Sunday restore test, size drop"],
    },
    { kind: "redis", name: "redis", owner: "sites", thresholds: { redisLatency: { warning: "50ms" } } },
  ],
} as const satisfies SystemInput;
