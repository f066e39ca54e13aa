import { cp, appendFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { secretsFolder } from "../../../../../exporters/model/naming";
import { postgresExporterRun } from "../../../../../exporters/programs/postgres-exporter";
import { repository } from "../../../../../stacks/supply/paths";
import { readExposition } from "../exposition";
import { startContainer, untilUp } from "./container";
import { folderOf, type Harness, type Recorded } from "./context";
import { freePort, loopback } from "../../../../support/free-port";
import { text } from "../../../../support/until";

const password = "harness";
const slots = ["replica_1", "never_read"] as const;

interface Server {
  readonly port: number;
  readonly primary?: number;
}

/**
 * Starts a PostgreSQL server on loopback with the demo's scripts: a standby of the server at port `primary`, or a primary if `primary` is
 * missing.
 */
async function startServer({ cleanup }: Harness, { port, primary }: Server): Promise<void> {
  const folder = await folderOf(cleanup, { password });
  const scripts = path.join(folder, "demo");
  await cp(path.join(repository, "stacks/demo/postgres"), scripts, { recursive: true });
  await appendFile(path.join(scripts, "postgresql.conf"), `\nlisten_addresses = '${loopback}'\nwal_level = logical\n`);
  await appendFile(path.join(scripts, "pg_hba.conf"), `\nhost orders replicator ${loopback}/32 scram-sha-256\n`);
  const secret = "/run/harness/password";
  const secrets = ["APP", "MONITOR", "REPLICATOR"].map((role) => [`${role}_PASSWORD_FILE`, secret] as const);
  const id = await startContainer(cleanup, "postgres", ["/etc/demo/postgres-entry.sh", primary === undefined ? "primary" : "replica"], {
    entrypoint: "sh",
    files: { [scripts]: "/etc/demo", [path.join(folder, "password")]: secret },
    env: {
      ...Object.fromEntries(secrets),
      PGPORT: String(port),
      PGDATA: "/var/lib/postgresql/demo/data",
      ...(primary === undefined ? {} : { PRIMARY_HOST: loopback, PRIMARY_PORT: String(primary) }),
    },
  });
  await untilUp(`PostgreSQL at ${port}`, id, () => withClient(port, "monitor", "orders", () => Promise.resolve(true)), 180);
}

/** Starts a primary on loopback. Returns the connection string of the user `monitor`. */
export async function startPrimary(harness: Harness): Promise<string> {
  const port = await freePort();
  await startServer(harness, { port });
  return `postgres://monitor:${password}@${loopback}:${port}/orders`;
}

async function withClient<T>(port: number, user: string, database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ host: loopback, port, user, database, password });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starts postgres_exporter with the project's flags. Returns its `host:port`. */
async function startExporter({ cleanup }: Harness, port: number): Promise<string> {
  const address = `${loopback}:${await freePort()}`;
  const { args, env, secretFiles } = postgresExporterRun({
    host: loopback,
    port,
    database: "orders",
    tls: false,
    passwordSecret: password,
  });
  const names = Object.keys(secretFiles);
  const folder = await folderOf(cleanup, Object.fromEntries(names.map((name) => [name, password])));
  const own = args.map((arg) => (arg.startsWith("--web.listen-address=") ? `--web.listen-address=${address}` : arg));
  const files = Object.fromEntries(names.map((name) => [path.join(folder, name), `${secretsFolder}/${name}`]));
  const id = await startContainer(cleanup, "postgres-exporter", own, { files, env });
  await untilUp("postgres_exporter answering", id, () => text(`http://${address}/`));
  return address;
}

/** Records a primary with a standby and two unused replication slots (logical and physical), the standby, and a server that is down. */
export async function recordPostgres(harness: Harness, recorded: Recorded): Promise<void> {
  const port = await freePort();
  const replica = await freePort();
  await startServer(harness, { port });
  await startServer(harness, { port: replica, primary: port });
  await withClient(port, "replicator", "orders", async (client) => {
    await client.query("SELECT pg_create_logical_replication_slot('cdc', 'pgoutput')");
    await client.query(`SELECT pg_create_physical_replication_slot('${slots[1]}', true)`);
  });
  const exporters = [
    await startExporter(harness, port),
    await startExporter(harness, replica),
    await startExporter(harness, await freePort()),
  ];
  for (const [index, from] of ["a primary", "a standby", "no server"].entries())
    recorded.put("postgres-exporter", readExposition(await text(`http://${exporters[index] ?? ""}/metrics`)), from);
}
