import { victoriaLogsArgs } from "../pipeline/victoria-logs";
import { passwordFiles } from "../pipeline/store-accounts";
import type { Program } from "./model";

const version = "1.52.1";

/** VictoriaLogs 1.52 stores logs. The gateway pushes to it. */
export const victoriaLogs = {
  name: "victoria-logs",
  component: "monitoring:stack:VictoriaLogs",
  version,
  image: { repository: "victoriametrics/victoria-logs", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9428, publish: true } },
  health: { port: "http", path: "/health" },
  user: "10001:10001",
  data: { path: "/victoria-logs-data", storage: "50Gi" },
  memoryMiB: 256,
  cpuMillis: 100,
  callersOnly: true,
  watched: { metrics: true, health: true },
  contracts: ["victoria-logs"],
  runsIn: ({ environment }) => environment.stores.logs === "victoria-logs",
  instances: ({ view, memoryMiB, volumeMiB }) => [
    { args: victoriaLogsArgs(view, { memoryMiB, volumeMiB }), secretFiles: passwordFiles("victoria-logs") },
  ],
} as const satisfies Program;
