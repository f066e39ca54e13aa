import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import type { NotRun } from "./not-run/list";

export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Duration in seconds. */
  readonly seconds?: number;
  /** Tests that did not run because a program is not available. They count neither as passed nor as failed. */
  readonly notRun?: readonly NotRun[];
}

/** A command that must exit with 0. In the results, it counts as one test. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Working directory. Default: that of the test run. */
  readonly cwd?: string;
  /** If true, output is printed as it arrives, which is useful for long steps. Default: all output is printed at the end. */
  readonly live?: boolean;
}

/** Reports a step's result to `.ci/run`, if that script started the tests. */
export function record(result: StepResult): void {
  const file = process.env["MONITORING_TEST_RESULTS"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** Seconds since a time of `Date.now()`, with one decimal. */
export const secondsSince = (started: number): number => Math.round((Date.now() - started) / 100) / 10;

/** Runs one step. Unless the step is live, its output is printed in one piece, so that steps can run in parallel. */
export async function runStep({ name, command, args, cwd, live = false }: Step): Promise<StepResult> {
  const started = Date.now();
  const child = spawn(command, [...args], { stdio: ["ignore", "pipe", "pipe"], cwd });
  let output = "";
  const hear = (chunk: Buffer): void => {
    if (live) process.stdout.write(chunk);
    else output += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.once("close", resolve);
  });
  const failed = code === 0 ? 0 : 1;
  if (output.trim() !== "") console.log(output.trimEnd());
  const seconds = secondsSince(started);
  console.log(`== ${name}: ${failed === 0 ? "passed" : "FAILED"} in ${seconds.toFixed(1)} s`);
  const result = { name, passed: 1 - failed, failed, seconds };
  record(result);
  return result;
}

/** Runs steps in order, at most `atATime` in parallel. */
export async function runSteps(steps: readonly Step[], atATime: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
