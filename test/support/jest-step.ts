import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { differences } from "./not-run/compare";
import { fileExists, listedNotRun } from "./not-run/list";
import { recorded, recordsVariable, testsByFile, testsOf, type GroupNotRun } from "./not-run/records";
import { record, secondsSince, type StepResult } from "./steps";

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
  readonly numPendingTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * Prints the name of each failed test, and of each test file that could not run, with the first lines of the error. Call it at the end,
 * because failures are hard to find earlier in the long log.
 */
function printFailures({ testResults }: JestReport): void {
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    for (const { fullName, failureMessages } of failed) console.log(`\nFAILED ${fullName}\n${cut(failureMessages.join("\n"))}`);
    if (failed.length === 0 && assertionResults.length === 0 && message !== "") console.log(`\nFAILED ${name}\n${cut(message)}`);
  }
}

const cut = (text: string): string => text.split("\n").slice(0, 25).join("\n");

/**
 * Runs Jest projects and counts their tests. The result names the tests that did not run because a program is not available. The step fails
 * if `differences` finds that these tests do not match the committed list. In CI it also fails if any other test is skipped.
 * `patienceMs`: how long Jest may take to exit after its report.
 */
export async function jestStep(
  name: string,
  projects: readonly ("unit" | "proofs" | "engine")[],
  more: readonly string[] = [],
  cwd = process.cwd(),
  patienceMs = 60_000,
): Promise<StepResult> {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-jest-"));
  const outputFile = path.join(folder, "report.json");
  const jest = require.resolve("jest/bin/jest");
  console.log(`\n== ${name}`);
  const started = Date.now();
  const args = ["-c", ".config/jest.config.cjs", "--json", `--outputFile=${outputFile}`, ...more, "--selectProjects", ...projects];
  // With these options, Jest writes the report to `outputFile`, and its progress to standard error.
  const records = path.join(folder, "not-run.jsonl");
  const env = { ...process.env, [recordsVariable]: records };
  const child = spawn(process.execPath, [jest, ...args], { stdio: ["ignore", "ignore", "inherit"], cwd, env });
  const watch = stopWhenDone(child, outputFile, patienceMs);
  await new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  clearInterval(watch);
  const result = { ...count(name, outputFile, cwd, recorded(records)), seconds: secondsSince(started) };
  rmSync(folder, { recursive: true, force: true });
  record(result);
  return result;
}

/** Kills Jest if it does not exit within `patienceMs` after it has written its report. A timer that a test leaves behind keeps Jest running. */
function stopWhenDone(child: ChildProcess, outputFile: string, patienceMs: number): NodeJS.Timeout {
  let doneAt: number | undefined;
  return setInterval(() => {
    if (!existsSync(outputFile)) return;
    doneAt ??= Date.now();
    if (Date.now() - doneAt < patienceMs || !child.kill("SIGKILL")) return;
    console.error("Jest did not exit after its last test, because a test left a timer, a server or a process behind. Jest was stopped.");
  }, 500);
}

function count(name: string, outputFile: string, root: string, groups: readonly GroupNotRun[]): StepResult {
  try {
    const report = JSON.parse(readFileSync(outputFile, "utf8")) as JestReport;
    const notRun = testsOf(root, groups, report.testResults);
    const tests = testsByFile(root, report.testResults);
    const different = differences({ listed: listedNotRun(root), notRun, tests, exists: fileExists(root) });
    for (const sentence of different) console.error(`\nFAILED ${sentence}`);
    const skippedInCi = process.env["CI"] === "true" ? report.numPendingTests - notRun.length : 0;
    if (skippedInCi > 0) console.error(`${skippedInCi} tests were skipped; in CI that is a failure.`);
    const failed = report.numFailedTests + skippedInCi;
    printFailures(report);
    return {
      name,
      passed: report.numPassedTests,
      failed: (failed === 0 && !report.success ? Math.max(1, report.numFailedTestSuites) : failed) + different.length,
      notRun,
    };
  } catch (error) {
    console.error(`Jest left no report: ${error instanceof Error ? error.message : String(error)}`);
    return { name, passed: 0, failed: 1 };
  }
}
