import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";

/** What one step of a test run came to. */
export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** Tells `.ci/run` what a step came to, where it asked for it. */
export function record(result: StepResult): void {
  const file = process.env["MONITORING_TEST_RESULTS"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
}

/** Runs one command to its end, shows its output as it comes, and counts it as one check. */
export function commandStep(name: string, command: string, args: readonly string[]): StepResult {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const { status, error } = spawnSync(command, args, { stdio: "inherit" });
  if (error !== undefined) console.error(error.message);
  const failed = status === 0 ? 0 : 1;
  console.log(`== ${name}: ${failed === 0 ? "passed" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const result = { name, passed: 1 - failed, failed };
  record(result);
  return result;
}
