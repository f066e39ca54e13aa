import { answersOf, renderedGroups } from "../rules";
import { renderedFaults } from "./catalogue";
import { slothRules } from "./sloth";
import { faultWorld, rowsOf, type Row } from "./timing";

/** One fault under both rule sets. */
export interface Compared {
  readonly ours: Row;
  readonly sloth: Row;
}

/** Times of both rule sets, fault by fault. Takes ten minutes. */
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
