import { toolPath } from "../support/tools";
import { cases } from "./cases";
import { removeEach } from "./removal";

/**
 * `npm run needs:removal` removes parts of the rendered files in memory, one at a time. For each removal, it prints the needs whose tests
 * fail, and whether exactly the expected tests fail.
 */
async function main(): Promise<void> {
  const promtool = toolPath("promtool");
  if (promtool === undefined) throw new Error("promtool is not in the cache; `npm run supply -- --only promtool` obtains it.");
  const started = Date.now();
  const removed = await removeEach(promtool, cases);
  for (const { what, needs, wrong } of removed) {
    console.log(`${wrong.length === 0 ? "ok   " : "WRONG"} without ${what}: red ${needs.join(" ") || "nothing"}`);
    for (const line of wrong) console.log(`        ${line}`);
  }
  const bad = removed.filter(({ wrong }) => wrong.length > 0).length;
  console.log(`${cases.length} tests, ${removed.length} removals, ${bad} wrong (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  process.exitCode = bad === 0 ? 0 : 1;
}

void main();
