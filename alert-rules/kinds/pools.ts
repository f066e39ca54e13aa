import { poolRecordings } from "../canonical/pool";
import type { RuleFacts } from "../facts";
import type { RuleGroup } from "../model";
import { declaredRecordings, poolMissing } from "../symptoms/declared";
import { connectionPoolExhausted, connectionPoolTimeouts, poolUsedHigh } from "../symptoms/pool";
import { levelsOf } from "../symptoms/threshold";

/** Limits of services that set none, 0..1. */
export const poolDefaults = { poolUsed: { warning: 0.8, critical: 0.95 } } as const;

/** Rules of the connection pools applications keep. */
export const poolsGroup = (facts: RuleFacts): RuleGroup => ({
  name: "pools",
  recordings: [...poolRecordings(), ...declaredRecordings("pools", "pool", facts.declared.pools)],
  alerts: [connectionPoolExhausted(), connectionPoolTimeouts(), ...poolUsedHigh(levelsOf(facts, "poolUsed", poolDefaults)), poolMissing()],
});
