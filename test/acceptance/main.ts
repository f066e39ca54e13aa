import { acceptance } from "./acceptance";

/** `npm run test:acceptance` makes the changes that the README and the commands support, each in a copy. Arguments choose tests by name. */
async function main(chosen: readonly string[]): Promise<void> {
  const results = await acceptance(chosen);
  console.log("");
  for (const { name, passed, failed } of results)
    console.log(`${failed === 0 ? "passed" : "FAILED"} ${name} (${passed} passed, ${failed} failed)`);
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

void main(process.argv.slice(2));
