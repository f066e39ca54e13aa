import { jestStep } from "./jest-step";
import { notRunReport } from "./not-run/compare";
import { listedNotRun } from "./not-run/list";
import { runStep, runSteps, type StepResult } from "./steps";
import { supplyStep } from "./supply-step";

const tool = (name: string): string => `node_modules/.bin/${name}`;
const lint = ["-c", ".config/eslint.config.mjs", ".", "--max-warnings", "0", "--cache", "--cache-location", "node_modules/.cache/eslint/"];
const format = [
  ...["--check", "--log-level", "warn", "."],
  ...["--cache", "--cache-strategy", "content", "--cache-location", "node_modules/.cache/prettier/format"],
];

/**
 * Runs the checks one after another, in parallel with the tests. A check and each Jest worker use at most one core. Three Jest workers
 * rarely need three cores, because some tests only wait for Alertmanager's timers.
 */
async function sideBySide(): Promise<StepResult[]> {
  const checks = [
    { name: "lint", command: tool("eslint"), args: lint },
    { name: "types", command: tool("tsc"), args: ["--noEmit"] },
    { name: "format", command: tool("prettier"), args: format },
    { name: "rendered files", command: tool("tsx"), args: ["stacks/artefacts/render.ts", "--check"] },
  ];
  const [checked, tested] = await Promise.all([
    runSteps(checks, 1),
    jestStep("unit and proofs", ["unit", "proofs"], ["--maxWorkers=3", ...process.argv.slice(2)]),
  ]);
  return [...checked, tested];
}

/** `npm test`: the checks, the unit tests and the proofs. None of them needs Docker. */
async function main(): Promise<void> {
  const started = Date.now();
  const results = [await runStep(supplyStep("tools", ["promtool", "amtool", "alertmanager", "pint"])), ...(await sideBySide())];
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const notRun = results.flatMap((result) => result.notRun ?? []);
  console.log(`\n${notRunReport(listedNotRun(process.cwd()), notRun)}`.trimEnd());
  console.log(`\n${passed} passed, ${failed} failed (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
