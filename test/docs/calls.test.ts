import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-calls-"));
const server = createServer((request, response) => {
  if (request.url === "/slow") return;
  response.statusCode = Number(request.url?.slice(1));
  response.end();
});
let port = 0;

/** Calls the server in this test, a port where nothing listens, and a server that does not respond, and prints the metrics. */
const program = `
const net = require("node:net");
const { Client, Pool } = require("pg");
const { register } = require("prom-client");
const { measured, measuredFetch } = require("./calls.cjs");

const server = "http://127.0.0.1:" + process.argv[2];
const ignore = () => undefined;
const connect = () => new Client({ host: "127.0.0.1", port: 2 }).connect();

(async () => {
  for (const status of [200, 404, 503]) await measuredFetch(server + "/" + status, { method: "POST" });
  await measuredFetch("http://127.0.0.1:2/").catch(ignore);
  const stop = new AbortController();
  const slow = measuredFetch(server + "/slow", { signal: stop.signal }).catch(ignore);
  setTimeout(() => stop.abort(), 100);
  await slow;
  await measured("127.0.0.1", 2, connect).catch(ignore);
  const silent = net.createServer(() => undefined);
  await new Promise((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const pool = new Pool({ host: "127.0.0.1", port: silent.address().port, connectionTimeoutMillis: 100 });
  await measured("postgres.shop", 5433, () => pool.query("select 1")).catch(ignore);
  console.log(await measured("postgres.shop", 5432, async () => "result"));
  console.log(await register.metrics());
  process.exit();
})();
`;

beforeAll(async () => {
  writeFileSync(path.join(folder, "calls.cjs"), docBlock("docs/instrumenting/dependencies.md", "// calls.cjs"));
  writeFileSync(path.join(folder, "program.cjs"), program);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the documented module for Node.js measures requests and operations by address and result", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs"), String(port)], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const [result, ...lines] = stdout.split("\n");
  expect(result).toBe("result");
  const counts = lines.filter((line) => /^\w+_count\{/.test(line)).map((line) => line.replaceAll(`"${port}"`, '"<port>"'));
  expect(counts.sort()).toEqual([
    'db_client_operation_duration_seconds_count{server_address="127.0.0.1",server_port="2",error_type="ECONNREFUSED"} 1',
    'db_client_operation_duration_seconds_count{server_address="postgres.shop",server_port="5432"} 1',
    'db_client_operation_duration_seconds_count{server_address="postgres.shop",server_port="5433",error_type="ConnectionError"} 1',
    'http_client_request_duration_seconds_count{server_address="127.0.0.1",server_port="2",http_request_method="GET",error_type="ECONNREFUSED"} 1',
    'http_client_request_duration_seconds_count{server_address="127.0.0.1",server_port="<port>",http_request_method="GET"} 1',
    'http_client_request_duration_seconds_count{server_address="127.0.0.1",server_port="<port>",http_request_method="POST",http_response_status_code="200"} 1',
    'http_client_request_duration_seconds_count{server_address="127.0.0.1",server_port="<port>",http_request_method="POST",http_response_status_code="404",error_type="404"} 1',
    'http_client_request_duration_seconds_count{server_address="127.0.0.1",server_port="<port>",http_request_method="POST",http_response_status_code="503",error_type="503"} 1',
  ]);
});
