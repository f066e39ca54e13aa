import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { View } from "../../../exporters/model/catalogue";
import { jaegerConfig, jaegerDataFolder, jaegerPorts } from "../../../exporters/pipeline/jaeger";
import { victoriaLogsArgs, victoriaLogsDataFolder, victoriaLogsPort } from "../../../exporters/pipeline/victoria-logs";
import { secretsFolder } from "../../../exporters/model/naming";
import { passwordFiles, storeAccountFiles } from "../../../exporters/pipeline/store-accounts";
import { prometheus } from "../../../exporters/programs/prometheus";
import { ensureTools } from "../../../stacks/supply/ensure";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { loopback } from "../free-port";
import { withSenders } from "./accounts";
import { startGateway, type Gateway } from "./gateway";
import { Loopback } from "./loopback";
import { writeSecrets } from "./secrets";

/** The gateway, VictoriaLogs and Jaeger on loopback, with the rendered configuration. */
export interface Pipeline extends Pick<Gateway, "otlp"> {
  readonly folder: string;
  readonly gateway: Gateway;
  readonly logs: string;
  readonly traces: string;
  /** `host:port` to which the gateway sends traces, over OTLP/gRPC. */
  readonly spans: string;
  /** URL at which the gateway expects Prometheus, which is not started. */
  readonly prometheus: string;
  /** URL of each program's metrics endpoint. */
  readonly metrics: Readonly<Record<"gateway" | "derived" | "logCounters" | "logs" | "traces", string>>;
  /** Stops the stores. `startStores` starts them again with their data; `more` are further arguments of VictoriaLogs. */
  readonly stopStores: () => Promise<void>;
  readonly startStores: (more?: readonly string[]) => Promise<void>;
  /** Starts another gateway in front of the same stores. */
  readonly anotherGateway: () => Promise<Gateway>;
}

export interface PipelineOptions {
  readonly cleanup: Cleanup;
  readonly view: View;
  /** Changes the gateway's configuration before the gateway starts. */
  readonly change?: (config: string) => string;
  /** Prepares the folder of the pipeline before any program starts. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** Whether the store of traces runs. If it does not, the gateway queues traces. Default: true. */
  readonly traceStore?: boolean;
  /** Returns the value of a secret of the gateway. Default: `secretValue`. */
  readonly secret?: (key: string) => string;
}

const memoryMiB = 256;

/** Starts the pipeline's programs in their pinned versions, with the system of the scenarios. Obtains missing programs first. */
export async function startPipeline({
  cleanup,
  view: given,
  change,
  prepare,
  traceStore = true,
  secret,
}: PipelineOptions): Promise<Pipeline> {
  const view = withSenders(given);
  const tools = await ensureTools(["otelcol", "victoria-logs", ...(traceStore ? (["jaeger"] as const) : [])]);
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-pipeline-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await prepare?.(folder);
  const here = new Loopback();
  await writeSecrets(path.join(folder, path.basename(secretsFolder)), { ...passwordFiles("victoria-logs"), ...storeAccountFiles() });
  const own = (text: string): string =>
    [jaegerDataFolder, victoriaLogsDataFolder, secretsFolder].reduce(
      (sofar, data) => sofar.replaceAll(data, path.join(folder, path.basename(data))),
      text,
    );
  const jaegerFile = path.join(folder, "jaeger.yml");
  await writeFile(jaegerFile, own(await here.configuration("jaeger", jaegerConfig(view))));
  const logs = await here.url("victoria-logs", victoriaLogsPort);
  const traces = await here.url("jaeger", jaegerPorts.query);
  const jaegerHealth = await here.url("jaeger", jaegerPorts.health);
  let stores = new Cleanup();
  cleanup.add(() => stores.run());
  const startStores = async (more: readonly string[] = []): Promise<void> => {
    stores = new Cleanup();
    const names = more.map((arg) => arg.split("=")[0]);
    const args = victoriaLogsArgs(view, { memoryMiB })
      .filter((arg) => !names.includes(arg.split("=")[0]))
      .map((arg) => (arg.startsWith("-httpListenAddr=") ? `-httpListenAddr=${loopback}:${new URL(logs).port}` : own(arg)));
    const victoriaLogs = path.join(tools["victoria-logs"], "victoria-logs");
    await start(stores, "VictoriaLogs", victoriaLogs, [...args, ...more], { ready: `${logs}/health` });
    if (!traceStore) return;
    const jaeger = path.join(tools.jaeger, "jaeger");
    await start(stores, "Jaeger", jaeger, [`--config=${jaegerFile}`], { ready: `${jaegerHealth}/status` });
  };
  await startStores();
  const common = { cleanup, view, tool: tools.otelcol, here, ...(change && { change }), ...(secret && { secret }) };
  const gateway = await startGateway({ ...common, folder: path.join(folder, "gateway") });
  return {
    folder,
    gateway,
    otlp: gateway.otlp,
    logs,
    traces,
    prometheus: await here.url("prometheus", prometheus.ports.http.number),
    spans: new URL(await here.url("jaeger", jaegerPorts.otlpGrpc)).host,
    metrics: { ...gateway.metrics, logs: `${logs}/metrics`, traces: `${await here.url("jaeger", jaegerPorts.metrics)}/metrics` },
    stopStores: () => stores.run(),
    startStores,
    anotherGateway: () => startGateway({ ...common, folder: path.join(folder, "gateway-2"), name: "otelcol-2" }),
  };
}
