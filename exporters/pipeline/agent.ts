import type { View } from "../model/catalogue";
import type { NodePlatform } from "../model/environments-schema";
import { secretsFolder } from "../model/naming";
import { agentTokenFile, logAgent } from "../programs/log-agent";
import { otelcol } from "../programs/otelcol";
import { agentUser } from "./senders";
import { joinedTraces, type Operator } from "./agent-lines";
import { dockerOperators, podOperators } from "./agent-identity";
import { parseStatements } from "./agent-parse";

/** Folder of the agent's offsets and queue. It is on a persistent volume or, on Kubernetes, in a folder of the node. */
export const agentDataFolder = logAgent.data.path;
/** Ports of the agent, by purpose. */
export const agentPorts = { metrics: logAgent.ports.metrics.number, health: logAgent.ports.health.number } as const;

/** Name of the agent's exporter, and value of the label `exporter` in the metrics of the exporter's queue. */
export const agentExporter = "otlp_http/gateway";
const account = "basicauth/gateway";
const storage = "file_storage/agent";
const everywhere = (port: number): string => `0.0.0.0:${port}`;

/** Maximum size in bytes of the queue on disk. While the queue is full, the agent reads no files. Later, it continues at the same line. */
const queueBytes = 128 * 2 ** 20;

/**
 * Returns the settings of a `file_log` receiver. `include` must also match rotated files, so that the agent reads the lines that it has
 * missed.
 */
const files = (include: readonly string[], exclude: readonly string[], operators: readonly Operator[]): object => ({
  include,
  exclude,
  include_file_name: false,
  include_file_path: true,
  // At its first start, the agent skips lines that exist already. Later, it reads each new file from the beginning.
  start_at: "end",
  on_truncate: "read_whole_file",
  preserve_leading_whitespaces: true,
  preserve_trailing_whitespaces: true,
  poll_interval: "500ms",
  storage,
  // With 0s, the receiver retries forever.
  retry_on_failure: { enabled: true, initial_interval: "1s", max_interval: "15s", max_elapsed_time: "0s" },
  operators,
});

const compressed = ["gz", "tmp"];

/** Returns the settings of the `file_log` receiver for the container logs of a platform. */
function receiverOf(platform: NodePlatform, view: View): object {
  const folder = logAgent.node.reads[platform];
  switch (platform) {
    case "docker": {
      const each = `${folder}/*/*-json.log`;
      return files(
        [each, `${each}.*`],
        compressed.map((end) => `${each}.*.${end}`),
        [...dockerOperators(view), ...joinedTraces],
      );
    }
    case "kubernetes": {
      const each = `${folder}/*/*/*.log`;
      // If the agent read its own errors and those of the gateway, sending them could cause further errors.
      const own = [logAgent.name, otelcol.name].map((name) => `${folder}/\${env:STACK_NAMESPACE}*_${name}-*/*/*`);
      return files([each, `${each}.*`], [...compressed.map((end) => `${each}.*.${end}`), ...own], [...podOperators(view), ...joinedTraces]);
    }
  }
}

/**
 * Returns the configuration of the log agent. The agent reads the log files of containers, and sends the lines with the names of their
 * service and system to the gateway. The queue and the positions in the files are on disk. Undefined for an environment without an agent.
 */
export function agentConfig(view: View): object | undefined {
  const platform = view.environment.logAgent;
  if (platform === undefined) return undefined;
  const receiver = `file_log/${platform}`;
  return {
    receivers: { [receiver]: receiverOf(platform, view) },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 15 },
      "transform/parse": { error_mode: "ignore", log_statements: parseStatements },
    },
    exporters: {
      [agentExporter]: {
        endpoint: `http://${otelcol.name}:${otelcol.ports["otlp-http"].number}`,
        auth: { authenticator: account },
        sending_queue: {
          storage,
          sizer: "bytes",
          queue_size: queueBytes,
          block_on_overflow: true,
          // The gateway refuses requests of more than 8 MiB.
          batch: { flush_timeout: "1s", sizer: "bytes", min_size: 2 ** 18, max_size: 2 ** 22 },
        },
        retry_on_failure: { initial_interval: "1s", max_interval: "15s", max_elapsed_time: "0s" },
      },
    },
    extensions: {
      health_check: { endpoint: everywhere(agentPorts.health) },
      [account]: { client_auth: { username: agentUser, password_file: `${secretsFolder}/${agentTokenFile}` } },
      [storage]: { directory: agentDataFolder, create_directory: true, timeout: "5s" },
    },
    service: {
      extensions: ["health_check", account, storage],
      telemetry: {
        logs: { level: "info", encoding: "json" },
        metrics: { level: "normal", readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: agentPorts.metrics } } } }] },
      },
      pipelines: { logs: { receivers: [receiver], processors: ["memory_limiter", "transform/parse"], exporters: [agentExporter] } },
    },
  };
}
