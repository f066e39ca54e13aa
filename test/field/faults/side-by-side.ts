import { answersOf, renderedGroups } from "../rules";
import { renderedFaults } from "./catalogue";
import { slothRules } from "./sloth";
import { faultWorld, rowsOf, type Row } from "./timing";

/** Times of one fault with both rule sets. */
export interface Compared {
  readonly ours: Row;
  readonly sloth: Row;
}

/** Returns the times of both rule sets for every fault. Takes ten minutes. */
export function compareFaults(promtool: string): readonly Compared[] {
  const world = faultWorld();
  const ours = rowsOf(answersOf(promtool, renderedGroups(renderedFaults()), world));
  const sloth = rowsOf(answersOf(promtool, slothRules.groups, world));
  return ours.map((row, index) => {
    const other = sloth[index];
    if (other === undefined) throw new Error("the two runs have different rows");
    return { ours: row, sloth: other };
  });
}
