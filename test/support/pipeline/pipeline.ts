import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { View } from "../../../exporters/model/catalogue";
import { gatewayConfig, gatewayDataFolder, gatewayName, gatewayPorts } from "../../../exporters/pipeline/otelcol";
import { jaegerConfig, jaegerDataFolder, jaegerPorts } from "../../../exporters/pipeline/jaeger";
import { victoriaLogsArgs, victoriaLogsDataFolder, victoriaLogsPort } from "../../../exporters/pipeline/victoria-logs";
import { destinationHeaders } from "../../../exporters/pipeline/destinations";
import { ensureTools } from "../../../stacks/supply/ensure";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { loopback } from "../free-port";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { accountFiles } from "../../../exporters/pipeline/senders";
import { secretsFolder } from "../../../exporters/model/naming";
import { secretFileText } from "../../../exporters/programs/secret-files";
import { secretOf, tokenOf, withSenders } from "./accounts";
import { Loopback } from "./loopback";

/** The gateway and both stores on loopback, with the rendered configuration. */
export interface Pipeline {
  readonly folder: string;
  /** URL for OTLP over HTTP, without a path. */
  readonly otlp: string;
  readonly logs: string;
  readonly traces: string;
  /** URL of each program's metrics endpoint. */
  readonly metrics: Readonly<Record<"gateway" | "derived" | "logs" | "traces", string>>;
  /** Stops both stores. `startStores` starts them again with their data. */
  readonly stopStores: () => Promise<void>;
  readonly startStores: () => Promise<void>;
}

export interface PipelineOptions {
  readonly cleanup: Cleanup;
  readonly view: View;
  /** Changes the gateway's configuration before the gateway starts. */
  readonly change?: (config: string) => string;
  /** Prepares the folder of the pipeline before any program starts. */
  readonly prepare?: (folder: string) => Promise<void>;
}

const memoryMiB = 256;

/** Starts the three programs in their pinned versions, with the system of the scenarios. Obtains missing programs first. */
export async function startPipeline({ cleanup, view: given, change = (config) => config, prepare }: PipelineOptions): Promise<Pipeline> {
  const view = withSenders(given);
  const tools = await ensureTools(["otelcol", "victoria-logs", "jaeger"]);
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-pipeline-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await prepare?.(folder);
  const here = new Loopback();
  const peers = { "victoria-logs": [victoriaLogsPort], jaeger: [jaegerPorts.otlpGrpc] };
  const own = (text: string): string =>
    [gatewayDataFolder, jaegerDataFolder, victoriaLogsDataFolder, secretsFolder].reduce(
      (sofar, data) => sofar.replaceAll(data, path.join(folder, path.basename(data))),
      text,
    );
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(path.join(folder, name), own(content));
    return path.join(folder, name);
  };
  const config = change(await here.configuration(gatewayName, gatewayConfig(view), peers));
  const gatewayFile = await file("otelcol.yml", config);
  await mkdir(path.join(folder, path.basename(secretsFolder)));
  const headers = destinationHeaders(view.environment);
  for (const [name, content] of Object.entries({ ...accountFiles(view), ...headers.secretFiles }))
    await file(
      path.join(path.basename(secretsFolder), name),
      secretFileText(content, (key) => (key.startsWith("otlp-") ? tokenOf(key.replace("otlp-", "")) : secretOf(key))),
    );
  const jaegerFile = await file("jaeger.yml", await here.configuration("jaeger", jaegerConfig(view)));
  const logs = await here.url("victoria-logs", victoriaLogsPort);
  const traces = await here.url("jaeger", jaegerPorts.query);
  let stores = new Cleanup();
  cleanup.add(() => stores.run());
  const startStores = async (): Promise<void> => {
    stores = new Cleanup();
    const args = victoriaLogsArgs(view, { memoryMiB }).map((arg) =>
      arg.startsWith("-httpListenAddr=") ? `-httpListenAddr=${loopback}:${new URL(logs).port}` : own(arg),
    );
    await start(stores, "VictoriaLogs", path.join(tools["victoria-logs"], "victoria-logs"), args, { ready: `${logs}/health` });
    await start(stores, "Jaeger", path.join(tools.jaeger, "jaeger"), [`--config=${jaegerFile}`], { ready: `${traces}/api/services` });
  };
  await startStores();
  await start(cleanup, "the gateway", path.join(tools.otelcol, "otelcol"), [`--config=${gatewayFile}`, ...headers.args.map(own)], {
    ready: await here.url(gatewayName, gatewayPorts.health),
  });
  return {
    folder,
    otlp: await here.url(gatewayName, gatewayPorts.otlpHttp),
    logs,
    traces,
    metrics: {
      gateway: `${await here.url(gatewayName, gatewayPorts.metrics)}/metrics`,
      derived: `${await here.url(gatewayName, gatewayPorts.derived)}/metrics`,
      logs: `${logs}/metrics`,
      traces: `${await here.url("jaeger", jaegerPorts.metrics)}/metrics`,
    },
    stopStores: () => stores.run(),
    startStores,
  };
}
