import { postgresRecordings } from "./series";
import { expectedStandbyRecordings, replicationRecordings } from "./series-replication";
import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { postgresDown, postgresExporterBlind } from "./alerts";
import { postgresUnreachable } from "./alerts-unreachable";
import { connectionsUsedThreshold, postgresConnectionsHigh, postgresSlowStatement, queryMeanThreshold } from "./alerts-load";
import { replicationLagHigh, replicationLagThreshold, standbyMissing } from "./alerts-replication";
import { slotInactive, slotLost, slotRetainsWal } from "./alerts-slots";

/** Rule pack for PostgreSQL servers, both primaries and standbys. */
export const postgresPack: Pack = {
  name: "postgres",
  title: "PostgreSQL",
  about: (service) => service.kind === "postgres",
  when: (facts) => facts.kinds.has("postgres"),
  thresholds: [connectionsUsedThreshold, replicationLagThreshold, queryMeanThreshold],
  group: (facts) => ({
    recordings: [...postgresRecordings(), ...replicationRecordings(), ...expectedStandbyRecordings(facts.standbys)],
    alerts: [
      postgresDown(),
      postgresUnreachable(),
      postgresExporterBlind(),
      ...postgresConnectionsHigh(facts),
      ...postgresSlowStatement(facts),
      ...replicationLagHigh(facts),
      slotInactive(),
      slotLost(),
      slotRetainsWal(),
      ...(facts.standbys.length > 0 ? [standbyMissing()] : []),
    ],
  }),
  proofFacts: { standbys: [{ service: { ...proofService, service: "primary" }, count: 1 }] },
  symptoms: {
    server: "own",
    exporter: "own",
    connections: "own",
    statements: "own",
    "replication-lag": "own",
    "replication-slot": "own",
    "replication-wal": "own",
    "replication-standby": "own",
  },
  // TargetDown of the exporter is not a cause: if the exporter is down, the database may still be up.
  causes: {
    PostgresDown: { dependents: true },
    PostgresUnreachable: { severity: "info", dependents: true },
    PostgresConnectionsHigh: { dependents: true },
  },
};
