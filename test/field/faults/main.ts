import { toolPath } from "../../support/tools";
import { compareFaults } from "./side-by-side";
import type { Timing } from "./timing";

/**
 * Prints a table of the seconds from the start of a fault until our alerts and sloth's alerts fire, and from the fix until they resolve.
 * `-` means that no alert fires.
 */
const promtool = toolPath("promtool");
if (promtool === undefined) throw new Error("promtool is not in the cache; `npm run supply -- --only promtool` obtains it");

const text = ({ first, resolved }: Timing): string => (first === undefined ? "- | -" : `${first} | ${resolved ?? "-"}`);

console.log("| shape | objective | page | resolved | warning | resolved | sloth page | resolved | sloth ticket | resolved |");
console.log(`|${" --- |".repeat(10)}`);
for (const { ours, sloth } of compareFaults(promtool))
  console.log(
    `| ${ours.shape.title} | ${ours.objective.title} | ${text(ours.page)} | ${text(ours.ticket)} | ${text(sloth.page)} | ${text(sloth.ticket)} |`,
  );
