import { probeRecordings } from "../canonical/probe";
import type { RuleFacts } from "../facts";
import type { RuleGroup } from "../model";
import { certificateExpiresSoon, probeFailed } from "../symptoms/probe";
import { levelsOf } from "../symptoms/threshold";

const day = 86_400;
/** Limits of services that set none, in seconds. */
export const probeDefaults = { certificateExpiry: { warning: 14 * day, critical: 3 * day } } as const;

/** Rules of the checks from outside. */
export const probesGroup = (facts: Pick<RuleFacts, "overrides">): RuleGroup => ({
  name: "probes",
  recordings: probeRecordings(),
  alerts: [probeFailed(), ...certificateExpiresSoon(levelsOf(facts, "certificateExpiry", probeDefaults))],
});
