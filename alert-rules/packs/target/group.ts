import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { expectedRecordings, pushMissing, targetDown, targetMissing } from "./alerts";

/** Rules about whether everything of the catalogue is seen at all. */
export const targetsGroup = (facts: RuleFacts): RuleGroup => ({
  name: "targets",
  recordings: expectedRecordings(facts.targets, facts.pushing),
  alerts: [targetDown(), targetMissing(), ...(facts.pushing.length > 0 ? [pushMissing()] : [])],
});
