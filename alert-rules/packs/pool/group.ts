import { poolRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { declaredRecordings, poolMissing } from "../target/declared";
import { connectionPoolExhausted, connectionPoolTimeouts, poolUsedHigh } from "./alerts";
import { levelsOf } from "../../thresholds";

/** Limits of services that set none, 0..1. */
export const poolDefaults = { poolUsed: { warning: 0.8, critical: 0.95 } } as const;

/** Rules of the connection pools applications keep. */
export const poolsGroup = (facts: RuleFacts): RuleGroup => ({
  name: "pools",
  recordings: [...poolRecordings(), ...declaredRecordings("pools", "pool", facts.declared.pools)],
  alerts: [
    connectionPoolExhausted(),
    connectionPoolTimeouts(),
    ...poolUsedHigh(levelsOf(facts, "poolUsed", poolDefaults)),
    ...(facts.declared.pools.length > 0 ? [poolMissing()] : []),
  ],
});
