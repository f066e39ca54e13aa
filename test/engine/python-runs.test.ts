import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { python } from "../exporters/contracts/recorder/harness/python";
import { docBlock } from "../support/doc-blocks";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

/** Runs that succeed, fail and are cancelled, and one that is running while the metrics are printed. */
const program = `
import asyncio
import time
from runs import Runs
from prometheus_client import generate_latest

jobs = Runs("agent-job", ["linter", "sandbox_timeout"])
print(generate_latest().decode())
print("BEFORE")
with jobs.measured(waited=100):
    pass
for category in ["linter", "linter", "unknown"]:
    try:
        with jobs.measured() as run:
            run.category = category
            raise ValueError
    except ValueError:
        pass

async def cancelled():
    with jobs.measured():
        await asyncio.sleep(10)

async def main():
    task = asyncio.create_task(cancelled())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

asyncio.run(main())
with jobs.measured():
    time.sleep(0.3)
    with jobs.measured():
        print(generate_latest().decode())
`;

it("the documented module for Python measures runs by outcome and category, and the oldest that is running", async () => {
  const folder = await folderOf(cleanup, { "runs.py": docBlock("docs/instrumenting/runs.md", "# runs.py"), "program.py": program });
  const { stdout } = await promisify(execFile)(await python(() => undefined), [`${folder}/program.py`], {
    env: { PATH: process.env["PATH"], PYTHONDONTWRITEBYTECODE: "1" },
  });
  const [before = "", after = ""] = stdout.split("BEFORE");
  const lines = (text: string, metric: string): string[] =>
    text
      .split("\n")
      .filter((line) => line.startsWith(`${metric}{`))
      .sort();
  const totals = (success: number, linter: number, other: number): string[] => [
    `work_runs_total{category="",outcome="success",run="agent-job"} ${success}.0`,
    `work_runs_total{category="linter",outcome="failure",run="agent-job"} ${linter}.0`,
    `work_runs_total{category="other",outcome="failure",run="agent-job"} ${other}.0`,
    `work_runs_total{category="sandbox_timeout",outcome="failure",run="agent-job"} 0.0`,
  ];
  expect([
    ...lines(before, "work_runs_total"),
    ...lines(before, "work_runs_running"),
    ...lines(before, "work_oldest_run_age_seconds"),
  ]).toEqual([...totals(0, 0, 0), 'work_runs_running{run="agent-job"} 0.0', 'work_oldest_run_age_seconds{run="agent-job"} 0.0']);
  expect([...lines(after, "work_runs_total"), ...lines(after, "work_runs_running")]).toEqual([
    ...totals(1, 2, 1),
    'work_runs_running{run="agent-job"} 2.0',
  ]);
  const [age] = lines(after, "work_oldest_run_age_seconds").map((line) => Number(line.split(" ").at(-1)));
  expect(age).toBeGreaterThanOrEqual(0.3);
  expect(age).toBeLessThan(5);
  expect(after).toContain('work_run_duration_seconds_bucket{le="60.0",outcome="success",run="agent-job"} 0.0');
  expect(after).toContain('work_run_duration_seconds_bucket{le="120.0",outcome="success",run="agent-job"} 1.0');
}, 1_800_000);

const loops = `
from loops import Loop
from prometheus_client import generate_latest

poller = Loop("poller", items=True)
Loop("cleaner").iterated()
print(generate_latest().decode())
poller.iterated()
poller.iterated(3)
print(generate_latest().decode())
`;

it("the documented module for Python counts iterations of loops from 0, and new items only of loops that look for them", async () => {
  const folder = await folderOf(cleanup, { "loops.py": docBlock("docs/instrumenting/runs.md", "# loops.py"), "program.py": loops });
  const { stdout } = await promisify(execFile)(await python(() => undefined), [`${folder}/program.py`], {
    env: { PATH: process.env["PATH"], PYTHONDONTWRITEBYTECODE: "1" },
  });
  const lines = (iterations: number, items: number): string[] => [
    `work_loop_iterations_total{loop="poller"} ${iterations}.0`,
    'work_loop_iterations_total{loop="cleaner"} 1.0',
    `work_loop_items_total{loop="poller"} ${items}.0`,
  ];
  expect(stdout.split("\n").filter((line) => /^work_loop_\w+_total\{/.test(line))).toEqual([...lines(0, 0), ...lines(2, 3)]);
}, 1_800_000);
