import { postgresRecordings } from "./series";
import { healthRecordings } from "./series-health";
import { expectedStandbyRecordings } from "./series-cluster";
import { replicationRecordings } from "./series-replication";
import type { Pack } from "../../pack";
import { postgresArchivingFailing } from "./alerts-archiving";
import { postgresCollectorFailing } from "./alerts-exporter";
import { postgresAutovacuumBehind, postgresWraparound } from "./alerts-maintenance";
import { postgresSplitBrain, proofPrimary, proofStandby } from "./alerts-primaries";
import { postgresRestarting } from "./alerts-restarts";
import { postgresDeadlocks, postgresLockWaits, postgresTransactionOpenLong, transactionAgeThreshold } from "./alerts-transactions";
import { postgresDown, postgresExporterBlind } from "./alerts";
import { postgresRecovering, postgresUnreachable } from "./alerts-unreachable";
import { connectionsUsedThreshold, postgresConnectionsHigh, postgresSlowStatement, queryMeanThreshold } from "./alerts-load";
import { replicationLagHigh, replicationLagThreshold, standbyMissing } from "./alerts-replication";
import { slotInactive, slotLost, slotRetainsWal } from "./alerts-slots";

/** Rule pack for PostgreSQL servers, both primaries and standbys. */
export const postgresPack: Pack = {
  name: "postgres",
  title: "PostgreSQL",
  about: (service) => service.kind === "postgres",
  when: (facts) => facts.kinds.has("postgres"),
  thresholds: [connectionsUsedThreshold, replicationLagThreshold, queryMeanThreshold, transactionAgeThreshold],
  group: (facts) => ({
    recordings: [...postgresRecordings(), ...replicationRecordings(), ...expectedStandbyRecordings(facts), ...healthRecordings()],
    alerts: [
      postgresDown(),
      postgresUnreachable(),
      postgresRecovering(),
      postgresExporterBlind(),
      postgresCollectorFailing(),
      postgresRestarting(),
      ...postgresConnectionsHigh(facts),
      ...postgresSlowStatement(facts),
      ...postgresTransactionOpenLong(facts),
      postgresLockWaits(),
      postgresDeadlocks(),
      postgresWraparound("critical"),
      postgresWraparound("warning"),
      postgresAutovacuumBehind(),
      postgresArchivingFailing("critical"),
      postgresArchivingFailing("warning"),
      ...replicationLagHigh(facts),
      slotInactive(),
      slotLost(),
      slotRetainsWal(),
      ...(facts.standbys.length > 0 ? [standbyMissing()] : []),
      ...(facts.replicas.length > 0 ? [postgresSplitBrain()] : []),
    ],
  }),
  proofFacts: { standbys: [{ service: proofPrimary, count: 1 }], replicas: [{ service: proofPrimary, standby: proofStandby }] },
  symptoms: {
    server: "own",
    exporter: "own",
    "exporter-collector": "own",
    "server-restarts": "own",
    connections: "own",
    statements: "own",
    "transaction-age": "own",
    locks: "own",
    deadlocks: "own",
    wraparound: "own",
    autovacuum: "own",
    archiving: "own",
    "replication-lag": "own",
    "replication-slot": "own",
    "replication-wal": "own",
    "replication-standby": "own",
    "replication-primaries": "own",
  },
  // TargetDown of the exporter is not a cause: if the exporter is down, the database may still be up.
  causes: {
    PostgresDown: { dependents: true },
    PostgresUnreachable: { severity: "info", dependents: true },
    PostgresRecovering: { severity: "info", dependents: true },
    PostgresConnectionsHigh: { dependents: true },
    // Every collector fails if the exporter gets no connection or lacks permissions.
    PostgresExporterBlind: { here: ["exporter-collector"] },
  },
};
