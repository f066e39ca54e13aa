import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-workers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints the metrics after the event loop was idle, and after JavaScript ran most of the time. */
const program = `
const { register } = require("prom-client");
const { measureEventLoop } = require("./workers.cjs");

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
(async () => {
  measureEventLoop();
  await register.metrics();
  await sleep(500);
  console.log(await register.metrics());
  console.log("BUSY");
  const end = performance.now() + 500;
  while (performance.now() < end);
  await sleep(0);
  console.log(await register.metrics());
})();
`;

test("the documented module for Node.js measures the utilisation of the event loop since the last scrape", async () => {
  writeFileSync(path.join(folder, "workers.cjs"), docBlock("docs/instrumenting/workers.md", "// workers.cjs"));
  writeFileSync(path.join(folder, "program.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs")], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const [idle = "", busy = ""] = stdout.split("BUSY");
  const value = (text: string, metric: string): number =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${metric}{worker_group="event-loop"} `))
        ?.split(" ")
        .at(-1),
    );
  expect([value(idle, "http_workers"), value(busy, "http_workers")]).toEqual([1, 1]);
  expect(value(idle, "http_workers_busy")).toBeLessThan(0.5);
  expect(value(busy, "http_workers_busy")).toBeGreaterThan(0.9);
  expect(value(busy, "http_workers_busy")).toBeLessThanOrEqual(1);
});
