import { probeRecordings } from "../canonical/probe";
import type { RuleGroup } from "../model";
import { certificateExpiresSoon, probeFailed } from "../symptoms/probe";

const day = 86_400;
/** Limits of services that set none, in seconds. */
export const probeDefaults = { certificateExpiry: { warning: 14 * day, critical: 3 * day } } as const;

/** Rules of the checks from outside. */
export const probesGroup = (): RuleGroup => ({
  name: "probes",
  recordings: probeRecordings(),
  alerts: [probeFailed(), ...certificateExpiresSoon(probeDefaults.certificateExpiry)],
});
