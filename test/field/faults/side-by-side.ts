import { answersOf, renderedGroups } from "../rules";
import { renderedFaults } from "./catalogue";
import { slothRules } from "./sloth";
import { faultWorld, rowsOf, type Row } from "./timing";

/** The alert times of one fault and objective, with our rules and with sloth's rules. */
export interface Compared {
  readonly ours: Row;
  readonly sloth: Row;
}

/** Returns the alert times of our rules and sloth's rules for every fault and objective. Takes about ten minutes. */
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
