import type { SystemInput } from "../../model/schema";

/** The small shop that `npm run up` starts together with the stack, to demonstrate the features of the stack. */
export const demo = {
  id: "demo",
  title: "Demo shop",
  description: "An HTTP service with a queue worker, PostgreSQL with a standby, and Redis",
  hosts: { local: "127.0.0.1:8080" },
  // Prometheus discovers the receiver of notifications by the labels of its container. The receiver also pushes its logs and traces.
  discovered: ["receiver"],
  tenantContacts: [
    { via: "webhook", name: "tenants" },
    { via: "email", to: "tenants+{tenant}@example.com" },
  ],
  services: [
    {
      kind: "http",
      name: "orders",
      owner: "shop",
      description: "Takes orders, reports on them, streams events",
      dependsOn: ["postgres", "redis"],
      instrumentation: {
        profile: "prom-client",
        port: 9464,
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
        excludeRoutes: ["/events", "/health"],
      },
      thresholds: { latencyP95: { warning: "1s", critical: "5s" }, errorRatio: { warning: "1%", critical: "5%" } },
      pools: [{ name: "orders", database: "postgres" }],
      quotas: ["orders"],
      uptime: [{ path: "/health", port: 8080, json: { status: "ok" }, public: true, group: "Shop" }],
      sentry: { platform: "node-express" },
    },
    {
      kind: "http",
      name: "prices",
      owner: "shop",
      description: "Returns the prices of items. Two replicas, whose metrics endpoint requires a key",
      instrumentation: {
        profile: "prom-client",
        port: 9464,
        buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5],
        replicas: 2,
        authorization: "Bearer",
      },
    },
    {
      kind: "http",
      name: "storefront",
      owner: "shop",
      description: "Shows the shop's page. Pushes its telemetry like a serverless program, and so do the browsers that show the page",
      reachedBy: "push",
      hosts: { local: "127.0.0.1:8083", "local-lgtm": "127.0.0.1:8083" },
      browser: {},
      instrumentation: {
        profile: "opentelemetry",
        buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5],
        excludeRoutes: ["/api/health"],
      },
      uptime: [{ name: "health", url: "http://storefront.demo:8080/api/health", json: { status: "ok" } }],
    },
    {
      kind: "worker",
      name: "orders-worker",
      owner: "shop",
      description: "Writes invoices from the queue",
      dependsOn: ["redis"],
      instrumentation: { profile: "bullmq", port: 9464 },
      queues: ["invoices"],
      sentry: { platform: "node" },
    },
    { kind: "postgres", name: "postgres", owner: "platform", port: 5432, database: "orders", standbys: 1 },
    {
      kind: "postgres",
      name: "postgres-replica",
      owner: "platform",
      port: 5432,
      database: "orders",
      role: "replica",
      replicaOf: "postgres",
    },
    { kind: "redis", name: "redis", owner: "platform", port: 6379 },
  ],
} as const satisfies SystemInput;
