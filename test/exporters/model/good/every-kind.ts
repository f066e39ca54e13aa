import { postgres, redis, shop, web, worker } from "../support";

export const good = shop(
  {
    ...web,
    dependsOn: ["postgres", "redis"],
    pools: [{ name: "main", database: "postgres" }],
    quotas: ["orders"],
    runs: [{ name: "import" }, { name: "Order saga" }, { name: "export", counter: { metric: "export_jobs_total" } }],
    loops: [{ name: "poller" }],
    workerGroups: [{ name: "web" }, { name: "threads" }],
    streams: [{ name: "chat" }, { name: "live updates" }],
    calls: [{ to: "postgres" }, { to: "redis", addresses: ["127.0.0.1", "[::1]"] }, { to: "payments", addresses: ["api.example.com"] }],
  },
  { ...worker, dependsOn: ["redis"], ai: { profile: "litellm" } },
  { ...worker, name: "arq", instrumentation: { profile: "arq", redis: "redis" }, queues: ["arq:queue"] },
  { ...postgres, standbys: 1 },
  { ...postgres, name: "replica", role: "replica", replicaOf: "postgres" },
  { ...redis, host: "redis.example.com" },
  { kind: "external", name: "vendor", owner: "shop", uptime: [{ url: "https://vendor.example.com/status" }] },
);
