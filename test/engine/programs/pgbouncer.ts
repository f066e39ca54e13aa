import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { UserError } from "../../../stacks/config/errors";
import { run } from "../../../stacks/supply/command";
import { withLock } from "../../../stacks/supply/lock";
import { cacheRoot } from "../../../stacks/supply/paths";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../../exporters/contracts/recorder/harness/context";
import { stop } from "../../exporters/contracts/recorder/harness/process";
import { freePort, loopback } from "../../support/free-port";
import { until } from "../../support/until";

/** Downloads Debian's package and its missing dependencies, and unpacks them in the cache. Installs nothing, so no service starts. */
async function unpacked(): Promise<string> {
  const folder = path.join(cacheRoot(), "contracts", "pgbouncer");
  if (existsSync(folder)) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  const making = await mkdtemp(`${folder}-`);
  const archives = path.join(making, "archives");
  await mkdir(path.join(archives, "partial"), { recursive: true });
  const options = ["-o", `Dir::Cache::archives=${archives}`, "-o", "Debug::NoLocking=1", "--no-install-recommends"];
  const download = ["install", "--download-only", "-y", "-qq", ...options, "pgbouncer"];
  await run("apt-get", download).catch(async () => {
    await run("apt-get", ["update", "-qq"]);
    await run("apt-get", download);
  });
  for (const file of await readdir(archives))
    if (file.endsWith(".deb")) await run("dpkg-deb", ["-x", path.join(archives, file), path.join(making, "root")]);
  await rename(path.join(making, "root"), folder);
  await rm(making, { recursive: true, force: true });
  return folder;
}

/** The program, and the folders of its libraries. Throws UserError if it is not installed and this machine has no packages of Debian. */
async function program(): Promise<{ readonly command: string; readonly libraries: string }> {
  const installed = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"].find((file) => existsSync(file));
  if (installed !== undefined) return { command: installed, libraries: "" };
  const folder = await withLock(path.join(cacheRoot(), "locks", "pgbouncer"), unpacked).catch((error: unknown) => {
    throw UserError.of("PgBouncer is not installed, and could not be downloaded with apt-get. Install the package pgbouncer.", [
      String(error),
    ]);
  });
  const libraries = (await readdir(path.join(folder, "usr/lib"))).map((name) => path.join(folder, "usr/lib", name));
  return { command: path.join(folder, "usr/sbin/pgbouncer"), libraries: libraries.join(":") };
}

/**
 * Starts PgBouncer on loopback before the database `orders` of a PostgreSQL server on loopback. It has one pool of `size` connections for
 * each user, in the mode `transaction`. Clients need no password. Returns the port.
 */
export async function startPgBouncer(cleanup: Cleanup, server: URL, size: number): Promise<number> {
  const port = await freePort();
  const { command, libraries } = await program();
  const settings = [
    "[databases]",
    `orders = host=${loopback} port=${server.port} dbname=orders pool_size=${size}`,
    "[pgbouncer]",
    `listen_addr = ${loopback}`,
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = trust",
    "auth_file = users.txt",
    "stats_users = monitor",
    "pool_mode = transaction",
    ...(process.getuid?.() === 0 ? ["user = daemon"] : []),
  ];
  const users = ["app", "monitor"].map((user) => `"${user}" "${server.password}"\n`).join("");
  const folder = await folderOf(cleanup, { "users.txt": users, "pgbouncer.ini": `${settings.join("\n")}\n` });
  const child = spawn(command, ["pgbouncer.ini"], {
    cwd: folder,
    env: { ...process.env, ...(libraries === "" ? {} : { LD_LIBRARY_PATH: libraries }) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  cleanup.add(() => stop(child));
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-2000)));
  child.once("error", (error) => (log += error.message));
  await until("PgBouncer answering", () => answers(port)).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${log}`);
  });
  return port;
}

async function answers(port: number): Promise<true> {
  const client = new Client({ host: loopback, port, user: "monitor", database: "pgbouncer" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SHOW VERSION");
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}
