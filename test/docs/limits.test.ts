import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-limits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Notes the headers of Reddit, of an API with a header for the limit, and of one without such headers, and prints the metrics twice. */
const program = `
const { register } = require("prom-client");
const { noteRateLimit } = require("./limits.cjs");

const headers = (of) => new Headers(Object.entries(of).map(([name, value]) => ["X-Ratelimit-" + name, value]));
(async () => {
  noteRateLimit("oauth.reddit.com", headers({ used: "90", remaining: "10.0", reset: "0.5" }));
  noteRateLimit("api.example.com", headers({ limit: "50", remaining: "20", reset: "60" }), "tokens");
  noteRateLimit("other.example.com", new Headers());
  console.log(await register.metrics());
  await new Promise((resolve) => setTimeout(resolve, 600));
  console.log(await register.metrics());
})();
`;

test("the documented module for Node.js exposes rate limits, and the whole limit after its reset", async () => {
  writeFileSync(path.join(folder, "limits.cjs"), docBlock("docs/instrumenting/dependencies.md", "// limits.cjs"));
  writeFileSync(path.join(folder, "program.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs")], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const reddit = 'server_address="oauth.reddit.com",limit="requests"';
  const example = 'server_address="api.example.com",limit="tokens"';
  const lines = (left: number) => [
    `dependency_rate_limit_remaining{${reddit}} ${left}`,
    `dependency_rate_limit_remaining{${example}} 20`,
    `dependency_rate_limit_max{${reddit}} 100`,
    `dependency_rate_limit_max{${example}} 50`,
  ];
  expect(stdout.split("\n").filter((line) => line.startsWith("dependency_"))).toEqual([...lines(10), ...lines(100)]);
});
