import type { SystemInput } from "../../model/schema";

/** See docs/reference-systems.md for the system's monitoring needs and the features that cover them. */
export const tenantAi = {
  id: "tenant-ai",
  title: "Tenant AI",
  description: "Multi-tenant AI platform: FastAPI, arq workers, PostgreSQL with a standby, SSE, Langfuse",
  hosts: { staging: "tenant-ai.staging.example.com", production: "tenant-ai.example.com" },
  tenantContacts: [
    { via: "webhook", name: "tenant-ai-tenants" },
    { via: "email", to: "tenants+{tenant}@tenant-ai.example.com" },
  ],
  services: [
    {
      kind: "http",
      name: "api",
      owner: "ai-platform",
      description: "FastAPI application with SSE streams and tenant quotas",
      dependsOn: ["postgres", "redis"],
      instrumentation: {
        profile: "fastapi-instrumentator",
        port: 8000,
        buckets: [0.1, 0.25, 0.5, 1, 2, 5],
        excludeRoutes: ["/chat/stream", "/health", "/metrics"],
      },
      pools: [{ name: "api", database: "postgres" }],
      quotas: ["requests", "tokens"],
      thresholds: {
        poolUsed: { warning: "80%", critical: "95%" },
        quotaUsed: { info: "80%", warning: "95%", critical: "100%" },
      },
      uptime: [{ path: "/health", port: 8000, json: { status: ["ok", "healthy"] }, public: true, group: "API" }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "worker",
      name: "worker",
      owner: "ai-platform",
      description: "arq workers",
      dependsOn: ["postgres", "redis"],
      instrumentation: { profile: "arq", redis: "redis" },
      queues: ["arq:queue"],
      thresholds: { queueDepth: { warning: 50, critical: 100 }, jobFailureRatio: { critical: "50%" } },
      jobs: [
        {
          name: "invoices",
          description: "Writes the tenants' monthly invoices",
          every: "31d",
          grace: "6h",
          schedule: "0 3 1 * *",
          maxRuntime: "2h",
          sentry: true,
        },
      ],
      sentry: { platform: "python" },
    },
    {
      kind: "postgres",
      name: "postgres",
      owner: "ai-platform",
      database: "tenant_ai",
      standbys: 1,
      thresholds: { connectionsUsed: { warning: "80%", critical: "95%" }, queryMean: { warning: "500ms" } },
    },
    {
      kind: "postgres",
      name: "postgres-replica",
      owner: "ai-platform",
      database: "tenant_ai",
      role: "replica",
      replicaOf: "postgres",
      thresholds: { replicationLag: { warning: "30s" }, connectionsUsed: { warning: "80%", critical: "95%" } },
    },
    { kind: "redis", name: "redis", owner: "ai-platform" },
    {
      kind: "external",
      name: "langfuse",
      owner: "ai-platform",
      description: "LLM traces, hosted next to the platform",
      hosts: { staging: "langfuse.tenant-ai.staging.example.com", production: "langfuse.tenant-ai.example.com" },
      uptime: [{ path: "/api/public/health", port: 3000, json: { status: "OK" }, public: true, group: "Traces" }],
    },
  ],
} as const satisfies SystemInput;
