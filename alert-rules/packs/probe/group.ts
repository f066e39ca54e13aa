import { certificateDefaults } from "../../../exporters/uptime/certificates";
import { probeRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { certificateExpiresSoon, probeFailed } from "./alerts";
import { levelsOf } from "../../thresholds";

/** Limits of services that set none, in seconds. */
export const probeDefaults = { certificateExpiry: certificateDefaults } as const;

/** Rules of the checks from outside. */
export const probesGroup = (facts: Pick<RuleFacts, "overrides">): RuleGroup => ({
  name: "probes",
  recordings: probeRecordings(),
  alerts: [probeFailed(), ...certificateExpiresSoon(levelsOf(facts, "certificateExpiry", probeDefaults))],
});
