import { jestStep } from "./jest-step";

/** `npm run test:engine`: the real CLI, real containers, real alerts delivered. */
async function main(): Promise<void> {
  const result = await jestStep("engine", ["engine"], ["--runInBand", ...process.argv.slice(2)]);
  console.log(`\n${result.passed} passed, ${result.failed} failed`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

void main();
