import { goMemoryLimit, type Program } from "./model";
import { prometheus } from "./prometheus";

const folder = "/etc/tempo";
const version = "2.8.0";

/** Tempo 2.8 as one process: keeps traces, and makes metrics of them. Applications push OTLP to it. */
export const tempo = {
  name: "tempo",
  component: "monitoring:stack:Tempo",
  version,
  image: { repository: "grafana/tempo", tag: version, probe: "none" },
  ports: {
    http: { number: 3200, publish: true },
    "otlp-grpc": { number: 4317 },
    "otlp-http": { number: 4318, publish: "otlp" },
  },
  health: { port: "http", path: "/ready" },
  user: "10001:10001",
  data: { path: "/var/tempo", storage: "20Gi" },
  memoryMiB: 384,
  cpuMillis: 200,
  watched: { metrics: true, health: true },
  // `tempo-generator` is what its generator writes into Prometheus.
  contracts: ["tempo", "tempo-generator"],
  instances: ({ view, memoryMiB, rendered }) => {
    const systems = view.systems.map(({ id }) => id);
    return [
      {
        args: [`-config.file=${folder}/tempo.yml`, "-target=all"],
        env: goMemoryLimit(memoryMiB),
        files: [{ folder, files: { "tempo.yml": rendered.file("exporters", "tempo.yml") } }],
        calls: [{ host: prometheus.name, port: prometheus.ports.http.number }],
        callers: { "otlp-grpc": systems, "otlp-http": systems },
      },
    ];
  },
} as const satisfies Program;
