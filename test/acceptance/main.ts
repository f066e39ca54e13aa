import { acceptance } from "./acceptance";

/** `npm run test:acceptance`: does what the README and the commands promise, each walk in a copy of the repository. Arguments choose walks. */
async function main(chosen: readonly string[]): Promise<void> {
  const results = await acceptance(chosen);
  console.log("");
  for (const { name, passed, failed } of results)
    console.log(`${failed === 0 ? "passed" : "FAILED"} ${name} (${passed} passed, ${failed} failed)`);
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

void main(process.argv.slice(2));
