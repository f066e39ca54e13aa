import { goMemoryLimit, type Program } from "./model";

const folder = "/etc/loki";
const version = "3.7.6";

/** Arguments of Loki as a single process. */
export const lokiArgs: readonly string[] = [`-config.file=${folder}/loki.yml`, "-target=all"];

/** Loki 3.7 stores logs. The gateway pushes to it. */
export const loki = {
  name: "loki",
  component: "monitoring:stack:Loki",
  version,
  image: { repository: "grafana/loki", tag: version, probe: "none" },
  ports: { http: { number: 3100, publish: true } },
  health: { port: "http", path: "/ready" },
  user: "10001:10001",
  data: { path: "/loki", storage: "50Gi" },
  memoryMiB: 384,
  cpuMillis: 200,
  callersOnly: true,
  watched: { metrics: true, health: true },
  contracts: ["loki"],
  runsIn: ({ environment }) => environment.stores.logs === "loki",
  instances: ({ memoryMiB, rendered }) => [
    {
      args: lokiArgs,
      env: goMemoryLimit(memoryMiB),
      files: [{ folder, files: { "loki.yml": rendered.file("exporters", "loki.yml") } }],
    },
  ],
} as const satisfies Program;
