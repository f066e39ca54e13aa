import type { SystemInput } from "../../model/schema";

const ok = { status: ["ok", "healthy", "ready"] } as const;
/** Expected values in the body of `/api/health`: a healthy status, a version, and a state for each server. */
const wholeHealth = { ...ok, version: "*", "services.database": "*", "services.redis": "*", "services.qdrant": "*" } as const;

const aiInSlack = {
  aiFailures: { warning: { above: 3, notify: ["slack"] }, critical: { above: 5, notify: ["slack"] } },
  aiErrorRatio: { warning: { above: "20%", notify: ["slack"] } },
} as const;

/** See docs/reference-systems.md for the system's monitoring needs and the features that cover them. */
export const tradingJournal = {
  id: "trading-journal",
  title: "Trading journal",
  description: "Next.js application with PostgreSQL, Redis, Qdrant, a queue, and AI and payment APIs",
  hosts: { staging: "journal.staging.example.com", production: "journal.example.com" },
  services: [
    {
      kind: "http",
      name: "web",
      owner: "journal",
      description: "Next.js pages and API routes on Vercel",
      dependsOn: ["postgres", "qdrant", "redis"],
      reachedBy: "push",
      browser: {},
      lighthouse: {
        environments: ["staging", "production"],
        pages: [{ path: "/", performance: "80%", accessibility: "90%", bestPractices: "90%", seo: "90%" }],
      },
      instrumentation: {
        profile: "opentelemetry",
        buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
        excludeRoutes: ["/api/health", "/api/health/db", "/api/health/qdrant", "/api/health/ready", "/api/health/redis"],
      },
      pools: [{ name: "web", database: "postgres" }],
      calls: [
        { to: "postgres" },
        { to: "qdrant", addresses: ["qdrant.trading-journal"] },
        { to: "redis" },
        { to: "stripe", addresses: ["api.stripe.com"] },
        { to: "vision", addresses: ["vision.googleapis.com"] },
      ],
      ai: { profile: "opentelemetry" },
      thresholds: {
        ...aiInSlack,
        latencyP95: { warning: { above: "1s", routes: ["/api/*"] }, critical: { above: "2s", routes: ["/api/*"] } },
        errorRatio: { warning: "0.5%", critical: "1%" },
      },
      uptime: [
        { name: "health", path: "/api/health", json: wholeHealth, public: true, group: "Application", sentry: true },
        { name: "db", path: "/api/health/db", json: ok, public: true, group: "What it stands on" },
        { name: "redis", path: "/api/health/redis", json: ok, public: true, group: "What it stands on" },
        { name: "qdrant", path: "/api/health/qdrant", json: ok, public: true, group: "What it stands on" },
        { name: "ready", path: "/api/health/ready", json: ok, public: true, group: "Application" },
      ],
      sentry: { platform: "javascript-nextjs" },
    },
    {
      kind: "worker",
      name: "worker",
      owner: "journal",
      description: "Imports trades and asks the AI providers",
      dependsOn: ["postgres", "redis"],
      instrumentation: { profile: "bullmq", port: 9464 },
      queues: ["jobs"],
      ai: { profile: "opentelemetry" },
      thresholds: {
        queueDepth: { warning: { above: 50, notify: ["slack"] }, critical: { above: 100, notify: ["slack"] } },
        ...aiInSlack,
      },
      sentry: { platform: "node" },
    },
    {
      kind: "postgres",
      name: "postgres",
      owner: "journal",
      database: "journal",
      thresholds: { connectionsUsed: { warning: "80%", critical: "95%" } },
    },
    { kind: "redis", name: "redis", owner: "journal" },
    {
      kind: "external",
      name: "qdrant",
      owner: "journal",
      description: "Vector database",
      uptime: [{ path: "/readyz", port: 6333, keyword: "all shards are ready", outside: false }],
    },
  ],
} as const satisfies SystemInput;
