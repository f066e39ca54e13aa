import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { docBlock } from "../support/doc-blocks";
import { repo } from "../support/sources";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-runs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs that succeed, that fail with a declared and another category, that are cancelled, and that are still running. Prints the metrics
 * before the first run, and while two runs are running.
 */
const program = `
const { register } = require("prom-client");
const { defineRuns } = require("./runs.cjs");

const ignore = () => undefined;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const failing = (category) => async (run) => {
  if (category !== undefined) run.category = category;
  throw new Error("failed");
};
(async () => {
  const job = defineRuns("agent-job", ["linter", "sandbox_timeout"]);
  console.log(await register.metrics());
  console.log("result: " + (await job(async () => "done", 100)));
  for (const category of ["linter", "linter", "unknown", undefined]) await job(failing(category)).catch(ignore);
  await job(async () => { throw new DOMException("cancelled", "AbortError"); }).catch(ignore);
  job(() => sleep(10_000));
  await sleep(300);
  job(() => sleep(10_000));
  console.log(await register.metrics());
  process.exit();
})();
`;

test("the documented module for Node.js measures runs by outcome and category, and the oldest that is running", async () => {
  writeFileSync(path.join(folder, "runs.cjs"), docBlock("docs/instrumenting/runs.md", "// runs.cjs"));
  writeFileSync(path.join(folder, "program.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs")], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const [before = "", after = ""] = stdout.split("result: done");
  const lines = (text: string, metric: string): string[] => text.split("\n").filter((line) => line.startsWith(`${metric}{`));
  const totals = (success: number, linter: number, other: number): string[] => [
    `work_runs_total{run="agent-job",outcome="success",category=""} ${success}`,
    `work_runs_total{run="agent-job",outcome="failure",category="linter"} ${linter}`,
    `work_runs_total{run="agent-job",outcome="failure",category="sandbox_timeout"} 0`,
    `work_runs_total{run="agent-job",outcome="failure",category="other"} ${other}`,
  ];
  expect([
    ...lines(before, "work_runs_total"),
    ...lines(before, "work_runs_running"),
    ...lines(before, "work_oldest_run_age_seconds"),
  ]).toEqual([...totals(0, 0, 0), 'work_runs_running{run="agent-job"} 0', 'work_oldest_run_age_seconds{run="agent-job"} 0']);
  expect([...lines(after, "work_runs_total"), ...lines(after, "work_runs_running")]).toEqual([
    ...totals(1, 2, 2),
    'work_runs_running{run="agent-job"} 2',
  ]);
  const [age] = lines(after, "work_oldest_run_age_seconds").map((line) => Number(line.split(" ").at(-1)));
  expect(age).toBeGreaterThanOrEqual(0.3);
  expect(age).toBeLessThan(5);
  expect(after).toContain('work_run_duration_seconds_bucket{le="60",run="agent-job",outcome="success"} 0');
  expect(after).toContain('work_run_duration_seconds_bucket{le="120",run="agent-job",outcome="success"} 1');
  expect(after).toContain('work_run_duration_seconds_count{run="agent-job",outcome="failure"} 4');
});

const loops = `
const { register } = require("prom-client");
const { defineLoop } = require("./loops.cjs");

(async () => {
  const poller = defineLoop("poller", { items: true });
  defineLoop("cleaner").iterated();
  console.log(await register.metrics());
  poller.iterated();
  poller.iterated(3);
  console.log(await register.metrics());
})();
`;

test("the documented module for Node.js counts iterations of loops from 0, and new items only of loops that look for them", async () => {
  writeFileSync(path.join(folder, "loops.cjs"), docBlock("docs/instrumenting/runs.md", "// loops.cjs"));
  writeFileSync(path.join(folder, "program.cjs"), loops);
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, "program.cjs")], {
    env: { PATH: process.env["PATH"], NODE_PATH: path.join(repo, "node_modules") },
  });
  const lines = (iterations: number, items: number): string[] => [
    `work_loop_iterations_total{loop="poller"} ${iterations}`,
    'work_loop_iterations_total{loop="cleaner"} 1',
    `work_loop_items_total{loop="poller"} ${items}`,
  ];
  expect(stdout.split("\n").filter((line) => line.startsWith("work_loop_"))).toEqual([...lines(0, 0), ...lines(2, 3)]);
});
