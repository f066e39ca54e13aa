import { postgresRecordings } from "./series";
import { expectedStandbyRecordings, replicationRecordings } from "./series-replication";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { postgresDown, postgresExporterBlind } from "./alerts";
import { postgresConnectionsHigh, postgresSlowStatement } from "./alerts-load";
import { replicationLagHigh, standbyMissing } from "./alerts-replication";
import { slotInactive, slotLost, slotRetainsWal } from "./alerts-slots";
import { levelsOf } from "../../thresholds";

/** Limits of PostgreSQL servers that set none: ratio 0..1, seconds. */
export const postgresDefaults = {
  connectionsUsed: { warning: 0.8, critical: 0.95 },
  replicationLag: { warning: 30, critical: 300 },
  queryMean: { warning: 0.5 },
} as const;

/** Rules of PostgreSQL servers, primaries and standbys alike. */
export const postgresGroup = (facts: RuleFacts): RuleGroup => ({
  name: "postgres",
  recordings: [...postgresRecordings(), ...replicationRecordings(), ...expectedStandbyRecordings(facts.standbys)],
  alerts: [
    postgresDown(),
    postgresExporterBlind(),
    ...postgresConnectionsHigh(levelsOf(facts, "connectionsUsed", postgresDefaults)),
    ...postgresSlowStatement(levelsOf(facts, "queryMean", postgresDefaults)),
    ...replicationLagHigh(levelsOf(facts, "replicationLag", postgresDefaults)),
    slotInactive(),
    slotLost(),
    slotRetainsWal(),
    ...(facts.standbys.length > 0 ? [standbyMissing()] : []),
  ],
});
