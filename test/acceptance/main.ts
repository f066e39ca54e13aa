import { acceptance, walksNamed } from "./acceptance";
import { walks } from "./walks";

/** Runs `npm run test:acceptance`. The arguments are names of walks. Without arguments, all walks run except the combined walks. */
async function main(chosen: readonly string[]): Promise<void> {
  const results = await acceptance(chosen.length === 0 ? walks : walksNamed(chosen));
  console.log("");
  for (const { name, passed, failed } of results)
    console.log(`${failed === 0 ? "passed" : "FAILED"} ${name} (${passed} passed, ${failed} failed)`);
  process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
}

void main(process.argv.slice(2));
