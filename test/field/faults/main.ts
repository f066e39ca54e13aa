import { toolPath } from "../../support/tools";
import { answersOf, renderedGroups } from "../rules";
import { renderedFaults } from "./catalogue";
import { slothRules } from "./sloth";
import { faultWorld, rowsOf, type Timing } from "./timing";

/** Prints the times of both rule sets side by side: `npx tsx test/field/faults/main.ts`. Seconds; `-` is never. */
const promtool = toolPath("promtool");
if (promtool === undefined) throw new Error("promtool is not in the cache; `npm run supply -- --only promtool` obtains it");

const world = faultWorld();
const ours = rowsOf(answersOf(promtool, renderedGroups(renderedFaults()), world));
const sloth = rowsOf(answersOf(promtool, slothRules.groups, world));
const text = ({ first, resolved }: Timing): string => (first === undefined ? "- | -" : `${first} | ${resolved ?? "-"}`);

console.log("| shape | objective | page | resolved | warning | resolved | sloth page | resolved | sloth ticket | resolved |");
console.log(`|${" --- |".repeat(10)}`);
ours.forEach(({ shape, objective, page, ticket }, index) => {
  const other = sloth[index];
  if (other === undefined) throw new Error("the two runs have different rows");
  console.log(`| ${shape.title} | ${objective.title} | ${text(page)} | ${text(ticket)} | ${text(other.page)} | ${text(other.ticket)} |`);
});
