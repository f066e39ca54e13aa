// An application whose requests read from PostgreSQL through PgBouncer. It measures both pools with the documented modules, which are in the
// same folder.
const { createServer } = require("node:http");
const { Pool } = require("pg");
const { register } = require("prom-client");
const { measurePool } = require("./pools.cjs");
const { measurePgBouncer } = require("./pgbouncer.cjs");

const { PORT, PGBOUNCER } = process.env;
const address = { host: "127.0.0.1", port: Number(PGBOUNCER) };
// Callers wait so long that none gives up. Otherwise ConnectionPoolTimeouts would keep the notification open for five minutes.
const pool = new Pool({ ...address, user: "app", database: "orders", max: 2, connectionTimeoutMillis: 120_000 });
const admin = new Pool({ ...address, user: "monitor", database: "pgbouncer", max: 1 });
for (const each of [pool, admin]) each.on("error", () => undefined);
measurePool("cms", pool);
measurePgBouncer("pgbouncer", admin, "orders", "app");

const respond = async (request, response) => {
  if (request.url === "/metrics") {
    response.setHeader("content-type", register.contentType);
    response.end(await register.metrics());
    return;
  }
  await pool.query("SELECT 1");
  response.end("ok");
};
createServer((request, response) => {
  respond(request, response).catch(() => response.writeHead(500).end());
}).listen(Number(PORT), "127.0.0.1");
