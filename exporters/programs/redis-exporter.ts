import { exporterWorkload, monitorPasswordSecret, secretsFolder, serviceHost } from "../model/naming";
import { hashedRunsIn, type HashedRun } from "../model/runs";
import type { System } from "../model/schema";
import { arqScript } from "./arq-script";
import { reachedByTls } from "./context";
import { nobody, type Instance, type Program } from "./model";
import { monitorUser } from "./postgres-exporter";
import { runsScript } from "./runs-script";

export interface RedisExporterOptions {
  /** Host name of the server in the stack's network. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Key of the secret with the password of the ACL user `monitor`. */
  readonly passwordSecret: string;
  /** Names of the arq queues in this Redis, which a Lua script reads at each scrape. */
  readonly queues: readonly string[];
  /** Kinds of runs whose status is in hashes in this Redis, which another script reads. */
  readonly runs: readonly HashedRun[];
}

/** Permissions of the Redis user `monitor`, as rules of an ACL. For arq queues and runs, the user needs further permissions. */
export const monitorRights =
  "+ping +info +config|get +slowlog|get +slowlog|len +latency|latest +latency|histogram +client|list +client|setname";

/** Folder of the Lua scripts, in the container. */
export const redisExporterFolder = "/etc/redis_exporter";
/** File names of the Lua scripts for arq queues and for runs of work. */
export const arqScriptFile = "arq.lua";
export const runsScriptFile = "runs.lua";

const version = "1.86.0";

/** Returns the names of a system's arq queues in one Redis, sorted. */
export function arqQueuesOf(system: System, redis: string): string[] {
  const queues = system.services.flatMap((service) =>
    service.kind === "worker" && service.instrumentation.profile === "arq" && service.instrumentation.redis === redis ? service.queues : [],
  );
  return [...new Set(queues)].sort();
}

/** Returns the settings of one server's exporter. The exporter never exports the values of keys, because they may contain personal data. */
export function redisExporterRun({ host, port, tls, passwordSecret, queues, runs }: RedisExporterOptions) {
  const scheme = tls ? "rediss" : "redis";
  const scripts = {
    ...(queues.length > 0 ? { [arqScriptFile]: arqScript(queues) } : {}),
    ...(runs.length > 0 ? { [runsScriptFile]: runsScript(runs) } : {}),
  };
  const paths = Object.keys(scripts).map((file) => `${redisExporterFolder}/${file}`);
  return {
    args: [
      "--web.listen-address=:9121",
      `--redis.addr=${scheme}://${host}:${port}`,
      `--redis.user=${monitorUser}`,
      `--redis.password-file=${secretsFolder}/redis-passwords.json`,
      "--ping-on-connect",
      "--disable-exporting-key-values",
      ...(paths.length > 0 ? [`--script=${paths.join(",")}`] : []),
    ],
    files: paths.length > 0 ? [{ folder: redisExporterFolder, files: scripts }] : [],
    calls: [{ host, port }],
    // The exporter looks up the password by the server's address, which includes the user.
    secretFiles: { "redis-passwords.json": { json: { [`${scheme}://${monitorUser}@${host}:${port}`]: passwordSecret } } },
  } satisfies Instance;
}

/** redis_exporter 1.86: one instance per Redis server. It runs a Lua script if the server has arq queues, and another one if it has hashes of runs. */
export const redisExporter = {
  name: "redis-exporter",
  component: "monitoring:exporters:RedisExporter",
  version,
  image: { repository: "oliver006/redis_exporter", tag: `v${version}-alpine`, probe: "wget" },
  ports: { http: { number: 9121 } },
  health: { port: "http", path: "/health" },
  user: nobody,
  memoryMiB: 64,
  contracts: ["redis-exporter"],
  instances: (context) =>
    context.view.systems.flatMap((system) =>
      system.services.flatMap((service) => {
        if (service.kind !== "redis") return [];
        const options = { host: serviceHost(system.id, service), port: service.port, tls: reachedByTls(context, system.id) };
        const passwordSecret = monitorPasswordSecret(system.id, service.name);
        return [
          {
            name: exporterWorkload("redis-exporter", system.id, service.name),
            ...redisExporterRun({
              ...options,
              passwordSecret,
              queues: arqQueuesOf(system, service.name),
              runs: hashedRunsIn(system, service.name),
            }),
          },
        ];
      }),
    ),
} as const satisfies Program;
