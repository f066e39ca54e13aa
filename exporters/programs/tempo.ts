import { goMemoryLimit, type Program } from "./model";

const folder = "/etc/tempo";
const version = "2.8.0";

/** Tempo 2.8 stores traces, as a single process. The gateway pushes to it. */
export const tempo = {
  name: "tempo",
  component: "monitoring:stack:Tempo",
  version,
  image: { repository: "grafana/tempo", tag: version, probe: "none" },
  ports: {
    http: { number: 3200, publish: true },
    "otlp-grpc": { number: 4317 },
  },
  health: { port: "http", path: "/ready" },
  user: "10001:10001",
  data: { path: "/var/tempo", storage: "20Gi" },
  memoryMiB: 384,
  cpuMillis: 200,
  callersOnly: true,
  watched: { metrics: true, health: true },
  contracts: ["tempo"],
  runsIn: ({ environment }) => environment.stores.traces === "tempo",
  instances: ({ memoryMiB, rendered }) => [
    {
      args: [`-config.file=${folder}/tempo.yml`, "-target=all"],
      env: goMemoryLimit(memoryMiB),
      files: [{ folder, files: { "tempo.yml": rendered.file("exporters", "tempo.yml") } }],
    },
  ],
} as const satisfies Program;
