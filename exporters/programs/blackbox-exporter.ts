import { nobody, type Program } from "./model";

/** Folder of `blackbox.yml`. */
export const blackboxFolder = "/etc/blackbox_exporter";

const version = "0.28.0";

/** Arguments of blackbox_exporter. */
export const blackboxArgs: readonly string[] = [`--config.file=${blackboxFolder}/blackbox.yml`, "--web.listen-address=:9115"];

/** blackbox_exporter 0.28 probes services. */
export const blackboxExporter = {
  name: "blackbox-exporter",
  component: "monitoring:exporters:BlackboxExporter",
  version,
  image: { repository: "quay.io/prometheus/blackbox-exporter", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9115, publish: true } },
  health: { port: "http", path: "/-/healthy" },
  user: nobody,
  memoryMiB: 64,
  watched: { metrics: true, health: true },
  // `blackbox-exporter-probe` is the contract (recorded metrics) of `/probe`, whose metrics describe the probed service.
  contracts: ["blackbox-exporter", "blackbox-exporter-probe"],
  instances: ({ rendered, connections }) => [
    {
      args: blackboxArgs,
      files: [{ folder: blackboxFolder, files: { "blackbox.yml": rendered.file("exporters", "blackbox.yml") } }],
      calls: connections.probes(),
    },
  ],
} as const satisfies Program;
