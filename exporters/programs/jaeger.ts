import { storeAccountFiles } from "../pipeline/store-accounts";
import { goMemoryLimit, type Program } from "./model";

const folder = "/etc/jaeger";

/** Jaeger 1.76 (upstream image 2.13.0) stores traces. The gateway pushes to it. */
export const jaeger = {
  name: "jaeger",
  component: "monitoring:stack:Jaeger",
  version: "1.76.0",
  image: { repository: "jaegertracing/jaeger", tag: "2.13.0", probe: "wget" },
  ports: {
    http: { number: 16686, publish: true },
    /** Port of Jaeger's internal metrics. */
    metrics: { number: 8888 },
    "otlp-grpc": { number: 4317 },
    health: { number: 13133 },
  },
  health: { port: "health", path: "/status" },
  user: "10001:10001",
  data: { path: "/badger", storage: "20Gi" },
  memoryMiB: 384,
  cpuMillis: 100,
  callersOnly: true,
  watched: { metrics: true, health: true },
  contracts: ["jaeger"],
  runsIn: ({ environment }) => environment.stores.traces === "jaeger",
  instances: ({ memoryMiB, rendered }) => [
    {
      args: [`--config=${folder}/jaeger.yml`],
      env: goMemoryLimit(memoryMiB),
      files: [{ folder, files: { "jaeger.yml": rendered.file("exporters", "jaeger.yml") } }],
      secretFiles: storeAccountFiles(),
    },
  ],
} as const satisfies Program;
