import { commandStep, type StepResult } from "./steps";
import { jestStep } from "./jest-step";

/** `npm test`: everything that needs no Docker. */
function main(): void {
  const started = Date.now();
  const tool = (name: string): string => `node_modules/.bin/${name}`;
  const results: StepResult[] = [
    commandStep("tools", tool("tsx"), ["stacks/supply/main.ts", "--only", "promtool,amtool,alertmanager,pint"]),
    commandStep("types", tool("tsc"), ["--noEmit"]),
    commandStep("lint", tool("eslint"), [
      "-c",
      ".config/eslint.config.mjs",
      ".",
      "--max-warnings",
      "0",
      "--cache",
      "--cache-location",
      "node_modules/.cache/eslint/",
    ]),
    commandStep("format", tool("prettier"), ["--check", "--log-level", "warn", "."]),
    commandStep("rendered files", tool("tsx"), ["stacks/render.ts", "--check"]),
    jestStep("unit", process.argv.slice(2)),
    jestStep("proofs"),
  ];
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
