import type { SystemInput } from "../../model/schema";

const ok = { status: ["ok", "healthy"] } as const;

/** See docs/reference-systems.md for the system's monitoring needs and the features that cover them. */
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
      calls: [
        { to: "redis" },
        { to: "vectors", addresses: ["soulcaster-vector.upstash.example.com"] },
        { to: "reddit", addresses: ["oauth.reddit.com"] },
      ],
      loops: [{ name: "reddit-poller" }],
      workerGroups: [{ name: "threads" }],
      instrumentation: {
        profile: "fastapi-instrumentator",
        port: 8000,
        buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10],
        excludeRoutes: ["/health", "/metrics"],
      },
      thresholds: {
        latencyP95: { warning: { above: "2s", for: "15m", routes: ["/cluster-jobs/*", "/ingest/*"] }, critical: "off" },
        loopAge: { critical: "2m" },
        loopItemAge: { warning: "2h" },
        errorRatio: { critical: { above: "5%", for: "5m" } },
      },
      hosts: { staging: "api.soulcaster.staging.example.com", production: "api.soulcaster.example.com" },
      uptime: [{ path: "/health", port: 8000, json: ok }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "http",
      name: "dashboard",
      owner: "feedback",
      description: "Next.js dashboard on Vercel",
      dependsOn: ["backend"],
      reachedBy: "push",
      browser: {},
      instrumentation: { profile: "opentelemetry", buckets: [0.1, 0.25, 0.5, 1, 2, 5], excludeRoutes: ["/api/health"] },
      thresholds: { errorRatio: { critical: { above: "5%", for: "5m" } } },
      uptime: [{ path: "/api/health", json: ok, public: true }],
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
      runs: [{ name: "agent-job", hashes: { redis: "redis", keys: "job:*", categories: ["linter", "pr_creation", "sandbox_timeout"] } }],
      thresholds: { runFailureRatio: { critical: "50%" }, runAge: { warning: "15m" } },
      sentry: { platform: "python" },
    },
    {
      kind: "redis",
      name: "redis",
      owner: "feedback",
      description: "Upstash Redis",
      host: "soulcaster.upstash.example.com",
      thresholds: { redisMemory: { warning: "80%" } },
    },
  ],
} as const satisfies SystemInput;
