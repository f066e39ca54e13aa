import { secretsFolder } from "../model/naming";
import { nobody, type Program } from "./model";
import { monitorUser } from "./postgres-exporter";

export interface RedisExporterOptions {
  /** The server, as seen from inside the stack's network. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Key of the password of the ACL user `monitor`. */
  readonly passwordSecret: string;
  /** Whether arq queues live here: their Lua script is run at each scrape. */
  readonly arq: boolean;
}

/** Folder of the Lua script. */
export const redisExporterFolder = "/etc/redis_exporter";
/** File name of the script that reads arq queues. */
export const arqScriptFile = "arq.lua";

/** redis_exporter 1.86, one per server. Values of keys are never exported: they could be anybody's data. */
export function redisExporter({ host, port, tls, passwordSecret, arq }: RedisExporterOptions): Program {
  const scheme = tls ? "rediss" : "redis";
  const address = `${scheme}://${host}:${port}`;
  return {
    ports: { http: 9121 },
    args: [
      "--web.listen-address=:9121",
      `--redis.addr=${address}`,
      `--redis.user=${monitorUser}`,
      `--redis.password-file=${secretsFolder}/redis-passwords.json`,
      "--ping-on-connect",
      "--disable-exporting-key-values",
      ...(arq ? [`--script=${redisExporterFolder}/${arqScriptFile}`] : []),
    ],
    calls: [{ host, port }],
    env: {},
    // The exporter looks its password up by the address with the user in it.
    secretFiles: { "redis-passwords.json": { json: { [`${scheme}://${monitorUser}@${host}:${port}`]: passwordSecret } } },
    healthPath: "/health",
    user: nobody,
  };
}
