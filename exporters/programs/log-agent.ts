import { stackSystem } from "../model/name";
import { gatewayTokenSecret } from "../model/naming";
import { goMemoryLimit, type Program } from "./model";
import { otelcol } from "./otelcol";

const folder = "/etc/log-agent";

/** Name of the secret file with the token with which the agent sends to the gateway. */
export const agentTokenFile = "gateway-token";

/** Enables a feature of the Collector. Without this feature, a killed agent loses lines that it has read but not yet queued. */
export const lossless = "--feature-gates=stanza.synchronousLogEmitter";

/**
 * The log agent: the OpenTelemetry Collector, like the gateway, but with a different configuration. It runs on every node, reads the log
 * files of containers, and sends the lines to the gateway.
 */
export const logAgent = {
  name: "log-agent",
  component: "monitoring:stack:LogAgent",
  version: otelcol.version,
  image: { of: otelcol.name },
  ports: { metrics: { number: 8888 }, health: { number: 13133 } },
  health: { port: "health", path: "/" },
  // Only root may read the log files. The container runs as root, but has no capabilities.
  user: "0:0",
  node: { reads: { docker: "/var/lib/docker/containers", kubernetes: "/var/log/pods" } },
  data: { path: "/var/lib/log-agent", storage: "1Gi" },
  memoryMiB: 256,
  cpuMillis: 50,
  watched: { metrics: true, health: false },
  contracts: ["log-agent"],
  runsIn: ({ environment }) => environment.logAgent !== undefined,
  instances: ({ memoryMiB, rendered }) => [
    {
      args: [`--config=${folder}/log-agent.yml`, lossless],
      env: goMemoryLimit(memoryMiB),
      files: [{ folder, files: { "log-agent.yml": rendered.file("exporters", "log-agent.yml") } }],
      secretFiles: { [agentTokenFile]: { secret: gatewayTokenSecret(stackSystem) } },
      calls: [{ host: otelcol.name, port: otelcol.ports["otlp-http"].number }],
    },
  ],
} as const satisfies Program;
