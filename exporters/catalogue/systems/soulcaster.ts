import type { SystemInput } from "../../model/schema";

const ok = { status: ["ok", "healthy"] } as const;

/** Requirements SC-1 to SC-9. */
export const soulcaster = {
  id: "soulcaster",
  title: "Soulcaster",
  description: "FastAPI backend, Next.js dashboard, agent jobs in sandboxes, Reddit poller, Upstash Redis and Vector",
  hosts: { staging: "soulcaster.staging.example.com", production: "soulcaster.example.com" },
  services: [
    {
      kind: "http",
      name: "backend",
      owner: "feedback",
      description: "Ingests feedback and runs cluster jobs",
      dependsOn: ["redis"],
      instrumentation: {
        profile: "fastapi-instrumentator",
        port: 8000,
        buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10],
        excludeRoutes: ["/health", "/metrics"],
      },
      thresholds: { latencyP95: { warning: "2s", critical: "off" }, errorRatio: { critical: "5%" } },
      hosts: { staging: "api.soulcaster.staging.example.com", production: "api.soulcaster.example.com" },
      uptime: [{ path: "/health", port: 8000, json: ok }],
      sentry: { platform: "python-fastapi" },
      later: [
        "SC-1 p95 of /ingest/* and /cluster-jobs/* apart, worker utilisation, Reddit rate limit remaining",
        "SC-8 Upstash Vector: connection errors, command duration, storage against plan",
        "SC-9 poller: no new items for 2 hours, loop heartbeat missing for 2 minutes",
      ],
    },
    {
      kind: "http",
      name: "dashboard",
      owner: "feedback",
      description: "Next.js dashboard",
      dependsOn: ["backend"],
      // The application leaves /api/health out of what it pushes.
      instrumentation: { profile: "opentelemetry", buckets: [0.1, 0.25, 0.5, 1, 2, 5] },
      thresholds: { errorRatio: { critical: "5%" } },
      uptime: [{ path: "/api/health", port: 3000, json: ok, public: true }],
      sentry: {
        platform: "javascript-nextjs",
        budgets: { lcp: "2.5s", apiDuration: "1s", apiErrorsPerHour: 10, activeUsers: { production: 5 } },
      },
    },
    {
      kind: "worker",
      name: "agent-jobs",
      owner: "feedback",
      description: "Runs coding agents in sandboxes",
      dependsOn: ["redis"],
      instrumentation: { profile: "arq", redis: "redis" },
      queues: ["arq:queue"],
      thresholds: { jobFailureRatio: { critical: "50%" } },
      sentry: { platform: "python" },
      later: [
        "SC-5 duration from pending to success, failures by category",
        "SC-6 one job running for more than 15 minutes",
        "SC-7 sandbox concurrency against its limit, monthly sandbox hours",
      ],
    },
    {
      kind: "redis",
      name: "redis",
      owner: "feedback",
      description: "Upstash Redis",
      host: "soulcaster.upstash.example.com",
      tls: true,
      thresholds: { redisMemory: { warning: "80%" } },
      later: ["SC-8 client-side connection error rate, command duration and storage against plan"],
    },
  ],
} as const satisfies SystemInput;
