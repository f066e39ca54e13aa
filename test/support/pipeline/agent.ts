import type { ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { agentConfig, agentDataFolder, agentPorts } from "../../../exporters/pipeline/agent";
import { secretsFolder } from "../../../exporters/model/naming";
import { gatewayName, gatewayPorts } from "../../../exporters/pipeline/otelcol";
import { agentUser } from "../../../exporters/pipeline/senders";
import type { View } from "../../../exporters/model/catalogue";
import { agentTokenFile, logAgent, lossless } from "../../../exporters/programs/log-agent";
import { ensureTools } from "../../../stacks/supply/ensure";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { start, stop } from "../../exporters/contracts/recorder/harness/process";
import { tokenOf } from "./accounts";
import { Loopback } from "./loopback";
import type { Pipeline } from "./pipeline";

/** The log agent with the rendered configuration, reading files in a folder of the test. */
export interface Agent {
  /** Folder with the log files of containers. */
  readonly logs: string;
  readonly metrics: string;
  /** Kills the agent without warning, as `kill -9` does. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Replaces the token in the agent's secret file. The agent reads the new token at its next start. */
  readonly setToken: (token: string) => Promise<void>;
  /** Starts the agent again. Its positions in the log files and its queue on disk are kept. */
  readonly start: () => Promise<void>;
}

export interface AgentOptions {
  readonly cleanup: Cleanup;
  readonly pipeline: Pipeline;
  /** A view with `logAgent`. */
  readonly view: View;
  /** Namespace of the stack in a cluster. Default: `monitoring`. */
  readonly namespace?: string;
}

export async function startAgent({ cleanup, pipeline, view, namespace = "monitoring" }: AgentOptions): Promise<Agent> {
  const platform = view.environment.logAgent ?? "docker";
  const { otelcol } = await ensureTools(["otelcol"]);
  const folder = path.join(pipeline.folder, "agent");
  const logs = path.join(folder, "logs");
  await mkdir(logs, { recursive: true });
  const here = new Loopback();
  const config = (await here.configuration(logAgent.name, agentConfig(view) ?? {}))
    .replaceAll(logAgent.node.reads[platform], logs)
    .replaceAll(agentDataFolder, path.join(folder, "data"))
    .replaceAll(`http://${gatewayName}:${gatewayPorts.otlpHttp}`, pipeline.otlp)
    .replaceAll(secretsFolder, folder);
  const file = path.join(folder, "log-agent.yml");
  await writeFile(file, config);
  const setToken = (token: string): Promise<void> => writeFile(path.join(folder, agentTokenFile), token, { mode: 0o600 });
  await setToken(tokenOf(agentUser));
  let child: ChildProcess;
  const run = async (): Promise<void> => {
    child = await start(cleanup, "the log agent", path.join(otelcol, "otelcol"), [`--config=${file}`, lossless], {
      ready: await here.url(logAgent.name, agentPorts.health),
      env: { STACK_NAMESPACE: namespace, NODE_NAME: "node-1" },
    });
  };
  await run();
  const ended = (): Promise<unknown> => new Promise((resolve) => child.once("close", resolve));
  return {
    logs,
    metrics: `${await here.url(logAgent.name, agentPorts.metrics)}/metrics`,
    kill: async () => {
      const over = ended();
      child.kill("SIGKILL");
      await over;
    },
    stop: () => stop(child),
    setToken,
    start: run,
  };
}
