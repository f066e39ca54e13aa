import { Redis } from "ioredis";
import type { HashedRun } from "../../../../../exporters/model/runs";
import { monitorUser } from "../../../../../exporters/programs/postgres-exporter";
import { monitorRights, redisExporterFolder, redisExporterRun } from "../../../../../exporters/programs/redis-exporter";
import { secretsFolder } from "../../../../../exporters/model/naming";
import { startContainer, untilUp } from "./container";
import { folderOf, type Harness } from "./context";
import { freePort, loopback } from "../../../../support/free-port";
import { text } from "../../../../support/until";

const password = "harness";

/**
 * The ACL rule of the exporter's Redis user. With queues or runs, the user may also run the exporter's scripts and read the keys of the
 * queues and the hashes of the runs.
 */
export const exporterRules = (queues: readonly string[], runs: readonly HashedRun[] = []): string =>
  [
    `user ${monitorUser} on >${password} resetkeys resetchannels -@all`,
    monitorRights,
    ...(queues.length === 0
      ? []
      : ["+eval +evalsha +script|load +time +zcount +zrangebyscore +exists +get +smembers %R~arq:in-progress:*"]),
    ...(runs.length === 0 ? [] : ["+eval +evalsha +script|load +time +dbsize +scan +hmget"]),
    ...runs.map(({ keys }) => `%R~${keys}`),
    ...queues.map((queue) => `%R~${queue} %R~${queue}:health-check* %R~${queue}:workers`),
  ].join(" ");

/** Starts Redis on loopback with two users: the default user, who has no password, and the exporter's user. Returns the port. */
export async function startRedis(
  { cleanup }: Pick<Harness, "cleanup">,
  queues: readonly string[],
  settings: readonly string[] = [],
  runs: readonly HashedRun[] = [],
): Promise<number> {
  const port = await freePort();
  const folder = await folderOf(cleanup, { "users.acl": `user default on nopass ~* &* +@all\n${exporterRules(queues, runs)}\n` });
  const args = ["redis-server", "--bind", loopback, "--port", String(port), "--aclfile", "/users.acl", "--save", "", "--dir", "/tmp"];
  const id = await startContainer(cleanup, "redis", [...args, ...settings], {
    files: { [`${folder}/users.acl`]: "/users.acl" },
  });
  await withRedis(port, (redis) => untilUp("Redis answering", id, () => redis.ping()));
  return port;
}

export async function withRedis<T>(port: number, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ host: loopback, port, lazyConnect: false });
  redis.on("error", () => undefined);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

/** Starts redis_exporter for the Redis on `redisPort`, with the project's flags and scripts. Returns the exporter's `host:port`. */
export async function startRedisExporter(
  { cleanup }: Pick<Harness, "cleanup">,
  redisPort: number,
  queues: readonly string[],
  runs: readonly HashedRun[] = [],
): Promise<string> {
  const address = `${loopback}:${await freePort()}`;
  const {
    args,
    files: scripts,
    secretFiles,
  } = redisExporterRun({
    host: loopback,
    port: redisPort,
    tls: false,
    passwordSecret: password,
    queues,
    runs,
  });
  const secrets = Object.entries(secretFiles).map(
    ([name, content]) => [name, JSON.stringify("json" in content ? content.json : {})] as const,
  );
  const written: Readonly<Record<string, string>> = Object.fromEntries(scripts.flatMap((each) => Object.entries(each.files)));
  const folder = await folderOf(cleanup, { ...Object.fromEntries(secrets), ...written });
  const files = {
    ...Object.fromEntries(secrets.map(([name]) => [`${folder}/${name}`, `${secretsFolder}/${name}`])),
    ...Object.fromEntries(Object.keys(written).map((name) => [`${folder}/${name}`, `${redisExporterFolder}/${name}`])),
  };
  const own = args.map((arg) => (arg.startsWith("--web.listen-address=") ? `--web.listen-address=${address}` : arg));
  const id = await startContainer(cleanup, "redis-exporter", own, { files });
  await untilUp("redis_exporter answering", id, () => text(`http://${address}/health`));
  return address;
}
