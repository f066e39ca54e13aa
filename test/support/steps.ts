import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import type { NotRun } from "./not-run/list";

/** The result of one step of a test run. */
export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** Tests whose program is not available; they count as neither. */
  readonly notRun?: readonly NotRun[];
}

/** A command that must exit with 0; it counts as one check. */
export interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Working directory; default that of the tests. */
  readonly cwd?: string;
  /** Streams the output, for long steps without parallel ones. Default: prints all of it at the end. */
  readonly live?: boolean;
}

/** Reports a step's result to `.ci/run`, if it asked for it. */
export function record(result: StepResult): void {
  const file = process.env["MONITORING_TEST_RESULTS"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** Runs one step. Its output is printed in one piece unless it is live, so that steps can run in parallel. */
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
  console.log(`== ${name}: ${failed === 0 ? "passed" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const result = { name, passed: 1 - failed, failed };
  record(result);
  return result;
}

/** Runs steps in order, at most so many at a time. */
export async function runSteps(steps: readonly Step[], atATime: number): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return results;
}
