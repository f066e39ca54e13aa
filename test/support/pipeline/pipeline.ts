import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { View } from "../../../exporters/model/catalogue";
import { gatewayConfig, gatewayDataFolder, gatewayName, gatewayPorts } from "../../../exporters/pipeline/otelcol";
import { jaegerConfig, jaegerDataFolder, jaegerPorts } from "../../../exporters/pipeline/jaeger";
import { victoriaLogsArgs, victoriaLogsDataFolder, victoriaLogsPort } from "../../../exporters/pipeline/victoria-logs";
import { ensureTools } from "../../../stacks/supply/ensure";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { loopback } from "../free-port";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { Loopback } from "./loopback";

/** The gateway and both stores on loopback, with the rendered configuration. */
export interface Pipeline {
  readonly folder: string;
  /** URL for OTLP over HTTP, without a path. */
  readonly otlp: string;
  readonly logs: string;
  readonly traces: string;
  /** Address for OTLP over gRPC, `host:port`. */
  readonly otlpGrpc: string;
  /** URL of each program's metrics endpoint. */
  readonly metrics: Readonly<Record<"gateway" | "derived" | "logs" | "traces", string>>;
  /** Stops both stores. `startStores` starts them again with their data. */
  readonly stopStores: () => Promise<void>;
  readonly startStores: () => Promise<void>;
  /** Stops the gateway. `startGateway` starts it again with its queues. */
  readonly stopGateway: () => Promise<void>;
  readonly startGateway: () => Promise<void>;
}

export interface PipelineOptions {
  readonly cleanup: Cleanup;
  readonly view: View;
  /** Changes the gateway's configuration before the gateway starts. */
  readonly change?: (config: string) => string;
  /** Whether the store of traces runs. Without it, the gateway keeps traces in its queue. Default: true. */
  readonly traceStore?: boolean;
}

const memoryMiB = 256;

/** Starts the three programs in their pinned versions. Obtains missing programs first. */
export async function startPipeline({ cleanup, view, change = (config) => config, traceStore = true }: PipelineOptions): Promise<Pipeline> {
  const tools = await ensureTools(["otelcol", "victoria-logs"]);
  const jaeger = traceStore ? (await ensureTools(["jaeger"])).jaeger : undefined;
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-pipeline-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const here = new Loopback();
  const peers = { "victoria-logs": [victoriaLogsPort], jaeger: [jaegerPorts.otlpGrpc] };
  const own = (text: string): string =>
    [gatewayDataFolder, jaegerDataFolder, victoriaLogsDataFolder].reduce(
      (sofar, data) => sofar.replaceAll(data, path.join(folder, path.basename(data))),
      text,
    );
  const file = async (name: string, content: string): Promise<string> => {
    await writeFile(path.join(folder, name), own(content));
    return path.join(folder, name);
  };
  const config = change(await here.configuration(gatewayName, gatewayConfig(view), peers));
  const gatewayFile = await file("otelcol.yml", config);
  const jaegerFile = await file("jaeger.yml", await here.configuration("jaeger", jaegerConfig(view)));
  const logs = await here.url("victoria-logs", victoriaLogsPort);
  const traces = await here.url("jaeger", jaegerPorts.query);
  let stores = new Cleanup();
  cleanup.add(() => stores.run());
  const startStores = async (): Promise<void> => {
    stores = new Cleanup();
    const args = victoriaLogsArgs(view, memoryMiB).map((arg) =>
      arg.startsWith("-httpListenAddr=") ? `-httpListenAddr=${loopback}:${new URL(logs).port}` : own(arg),
    );
    await start(stores, "VictoriaLogs", path.join(tools["victoria-logs"], "victoria-logs"), args, { ready: `${logs}/health` });
    if (jaeger !== undefined)
      await start(stores, "Jaeger", path.join(jaeger, "jaeger"), [`--config=${jaegerFile}`], { ready: `${traces}/api/services` });
  };
  await startStores();
  let gateway = new Cleanup();
  cleanup.add(() => gateway.run());
  const startGateway = async (): Promise<void> => {
    gateway = new Cleanup();
    await start(gateway, "the gateway", path.join(tools.otelcol, "otelcol"), [`--config=${gatewayFile}`], {
      ready: await here.url(gatewayName, gatewayPorts.health),
    });
  };
  await startGateway();
  return {
    folder,
    otlp: await here.url(gatewayName, gatewayPorts.otlpHttp),
    otlpGrpc: `${loopback}:${await here.port(gatewayName, gatewayPorts.otlpGrpc)}`,
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
    stopGateway: () => gateway.run(),
    startGateway,
  };
}
