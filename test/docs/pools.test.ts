import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const page = "docs/instrumenting/pools.md";
const folder = mkdtempSync(path.join(tmpdir(), "monitoring-pools-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two callers give up waiting for a server that accepts connections and does not respond. PgBouncer does not run. */
const program = `
const { createServer } = require("node:net");
const { Pool } = require("pg");
const { register } = require("prom-client");
const { measurePool } = require("./pools.cjs");
const { measurePgBouncer } = require("./pgbouncer.cjs");

const server = createServer(() => undefined).listen(0, "127.0.0.1", async () => {
  const pool = new Pool({ host: "127.0.0.1", port: server.address().port, max: 1, connectionTimeoutMillis: 300 });
  measurePool("main", pool);
  measurePgBouncer("pgbouncer", new Pool({ host: "127.0.0.1", port: 9, max: 1 }), "orders", "app");
  const failed = Promise.allSettled([pool.connect(), pool.query("SELECT 1")]);
  console.log(await register.metrics());
  await failed;
  while (pool.totalCount > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  console.log(await register.metrics());
  process.exit();
});
`;

test("the documented modules count callers that gave up, and expose nothing of a PgBouncer that does not respond", async () => {
  for (const file of ["pools.cjs", "pgbouncer.cjs"]) writeFileSync(path.join(folder, file), docBlock(page, `// ${file}`));
  writeFileSync(path.join(folder, "program.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs")], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
    timeout: 20_000,
  });
  const name = 'db_client_connection_pool_name="main"';
  const lines = (used: number, pending: number, timeouts: number) => [
    `db_client_connection_count{${name},db_client_connection_state="used"} ${used}`,
    `db_client_connection_count{${name},db_client_connection_state="idle"} 0`,
    `db_client_connection_max{${name}} 1`,
    `db_client_connection_pending_requests{${name}} ${pending}`,
    `db_client_connection_timeouts_total{${name}} ${timeouts}`,
  ];
  expect(stdout.split("\n").filter((line) => line.startsWith("db_"))).toEqual([...lines(1, 1, 0), ...lines(0, 0, 2)]);
}, 30_000);
