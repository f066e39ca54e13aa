import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { startRedis } from "../exporters/contracts/recorder/harness/redis";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

/** A job waits for a second, and succeeds. Another job fails. A third one does not end. */
const program = `
const { Queue } = require("bullmq");
const { register } = require("prom-client");
const { startWorker } = require("./worker.cjs");

const connection = { host: "127.0.0.1", port: Number(process.argv[2]) };
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
(async () => {
  const queue = new Queue("agents", { connection });
  await queue.add("good", {});
  await queue.add("bad", {});
  await queue.add("endless", {});
  await sleep(1000);
  startWorker(connection, async ({ name }, run) => {
    run.category = "linter";
    if (name === "bad") throw new Error("failed");
    if (name === "endless") await new Promise(() => undefined);
  });
  while ((await queue.getJobCounts("active")).active === 0 || (await queue.getJobCounts("failed")).failed === 0) await sleep(50);
  await sleep(300);
  console.log(await register.metrics());
  process.exit();
})();
`;

it("the documented worker measures jobs of BullMQ from the time at which they were added", async () => {
  const page = "docs/instrumenting/runs.md";
  const port = await startRedis({ cleanup }, []);
  const folder = await folderOf(cleanup, {
    "runs.cjs": docBlock(page, "// runs.cjs"),
    "worker.cjs": docBlock(page, "// worker.cjs"),
    "program.cjs": program,
  });
  const { stdout } = await promisify(execFile)(process.execPath, [`${folder}/program.cjs`, String(port)], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
    timeout: 60_000,
  });
  expect(stdout).toContain('work_runs_total{run="agent-job",outcome="success",category=""} 1');
  expect(stdout).toContain('work_runs_total{run="agent-job",outcome="failure",category="linter"} 1');
  expect(stdout).toContain('work_runs_running{run="agent-job"} 1');
  const [sum = 0] = [...stdout.matchAll(/^work_run_duration_seconds_sum\{run="agent-job",outcome="success"\} (.+)$/gm)].map(([, text]) =>
    Number(text),
  );
  expect(sum).toBeGreaterThanOrEqual(1);
  expect(sum).toBeLessThan(10);
}, 120_000);
