import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { View } from "../../../exporters/model/catalogue";
import { secretsFolder } from "../../../exporters/model/naming";
import { destinationHeaders } from "../../../exporters/pipeline/destinations";
import { jaegerPorts } from "../../../exporters/pipeline/jaeger";
import { gatewayConfig, gatewayDataFolder, gatewayName, gatewayPorts } from "../../../exporters/pipeline/otelcol";
import { accountFiles } from "../../../exporters/pipeline/senders";
import { storeHeaders } from "../../../exporters/pipeline/store-accounts";
import { storeExporters } from "../../../exporters/pipeline/stores";
import { victoriaLogsPort } from "../../../exporters/pipeline/victoria-logs";
import { goMemoryLimit } from "../../../exporters/programs/model";
import { otelcol } from "../../../exporters/programs/otelcol";
import { prometheus } from "../../../exporters/programs/prometheus";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { writeSecrets } from "./secrets";
import type { Loopback } from "./loopback";

/** A gateway on loopback, with the rendered configuration and the memory limit of its container. */
export interface Gateway {
  /** URL for OTLP over HTTP, without a path. */
  readonly otlp: string;
  /** `host:port` for OTLP over gRPC. */
  readonly grpc: string;
  /** URLs of the metrics endpoints. */
  readonly metrics: Readonly<Record<"gateway" | "derived" | "logCounters", string>>;
  /** Ends the gateway with SIGKILL. `start` starts it again with its queues. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** ID of the running process. */
  readonly pid: () => number;
  /** The largest resident memory of the running process in MiB. */
  readonly peakMiB: () => Promise<number>;
}

export interface GatewayOptions {
  readonly cleanup: Cleanup;
  readonly view: View;
  /** Folder of the binary `otelcol`. */
  readonly tool: string;
  /** Empty folder for the configuration, the accounts and the queues. */
  readonly folder: string;
  readonly here: Loopback;
  /** Program name under which `here` assigns the gateway's ports. A second gateway needs a different name. Default: `otelcol`. */
  readonly name?: string;
  /** Changes the configuration before the gateway starts. */
  readonly change?: (config: string) => string;
  /** Returns the value of a secret. Default: `secretValue`. */
  readonly secret?: (key: string) => string;
}

/** Replaces percentages of the container's memory limit with MiB, because a process on the machine has no container. */
const withinContainer = (config: string): string =>
  config.replace(/"(limit|spike_limit)_percentage":(\d+)/g, (_, name: string, share: string) => {
    return `"${name}_mib":${Math.floor((otelcol.memoryMiB * Number(share)) / 100)}`;
  });

export async function startGateway({ cleanup, view, tool, folder, here, name = gatewayName, ...rest }: GatewayOptions): Promise<Gateway> {
  const [data, secrets] = [path.join(folder, "queue"), path.join(folder, "secrets")];
  await mkdir(data, { recursive: true });
  const [stores, headers] = [storeHeaders(view.environment, storeExporters), destinationHeaders(view.environment)];
  await writeSecrets(secrets, { ...accountFiles(view), ...stores.secretFiles, ...headers.secretFiles }, rest.secret);
  const peers = { "victoria-logs": [victoriaLogsPort], jaeger: [jaegerPorts.otlpGrpc], prometheus: [prometheus.ports.http.number] };
  const { change = (text) => text } = rest;
  const config = change(withinContainer(await here.configuration(name, gatewayConfig(view), peers)));
  const file = path.join(folder, "otelcol.yml");
  const own = (text: string): string => text.replaceAll(gatewayDataFolder, data).replaceAll(secretsFolder, secrets);
  await writeFile(file, own(config));
  const ready = await here.url(name, gatewayPorts.health);
  let child: ChildProcess | undefined;
  const run = async (): Promise<void> => {
    child = await start(
      cleanup,
      "the gateway",
      path.join(tool, "otelcol"),
      [`--config=${file}`, ...[...stores.args, ...headers.args].map(own)],
      {
        ready,
        env: goMemoryLimit(otelcol.memoryMiB),
      },
    );
  };
  await run();
  const url = (port: number): Promise<string> => here.url(name, port);
  return {
    otlp: await url(gatewayPorts.otlpHttp),
    grpc: new URL(await url(gatewayPorts.otlpGrpc)).host,
    metrics: {
      gateway: `${await url(gatewayPorts.metrics)}/metrics`,
      derived: `${await url(gatewayPorts.derived)}/metrics`,
      logCounters: `${await url(gatewayPorts.logCounters)}/metrics`,
    },
    kill: async () => {
      if (child === undefined) return;
      const over = once(child, "close");
      child.kill("SIGKILL");
      await over;
    },
    start: run,
    pid: () => child?.pid ?? 0,
    peakMiB: async () => {
      const status = await readFile(`/proc/${String(child?.pid)}/status`, "utf8");
      return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    },
  };
}
