import * as canonical from "../../../alert-rules/packs/postgres/series";
import * as cluster from "../../../alert-rules/packs/postgres/series-cluster";
import * as health from "../../../alert-rules/packs/postgres/series-health";
import * as replication from "../../../alert-rules/packs/postgres/series-replication";
import { postgresPack } from "../../../alert-rules/packs/postgres/group";
import { readsOf } from "../../../alert-rules/condition";
import type { Series } from "../../../alert-rules/model";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { parsePromql } from "../../../alert-rules/promql/parse";
import { ramp } from "../../../alert-rules/packs/postgres/world";

const group = postgresPack.group(proofFacts);
const isSeries = (value: unknown): value is Series => typeof value === "object" && value !== null && "help" in value;
const declared = [canonical, replication, cluster, health].flatMap((module) => Object.values<unknown>(module)).filter(isSeries);
const expressionOf = (name: string) => group.recordings.find((rule) => rule.record.text === name)?.expr.text ?? "";

describe("postgres group", () => {
  it("has the expected alerts", () => {
    expect(group.alerts.map((alert) => `${alert.name} ${alert.severity} ${alert.for?.text ?? "0s"}`).sort()).toEqual([
      "PostgresArchivingFailing critical 1h",
      "PostgresArchivingFailing warning 10m",
      "PostgresAutovacuumBehind warning 30m",
      "PostgresCollectorFailing warning 5m",
      "PostgresConnectionsHigh critical 30s",
      "PostgresConnectionsHigh info 5m",
      "PostgresConnectionsHigh warning 5m",
      "PostgresDeadlocks warning 0s",
      "PostgresDown critical 1m",
      "PostgresExporterBlind critical 30s",
      "PostgresLockWaits warning 1m",
      "PostgresRecovering info 15s",
      "PostgresReplicationLagHigh critical 15s",
      "PostgresReplicationLagHigh info 15s",
      "PostgresReplicationLagHigh warning 15s",
      "PostgresReplicationSlotInactive warning 90s",
      "PostgresReplicationSlotLost critical 0s",
      "PostgresRestarting warning 0s",
      "PostgresSlotRetainsWal warning 1m",
      "PostgresSlowStatement critical 1m",
      "PostgresSlowStatement info 1m",
      "PostgresSlowStatement warning 1m",
      "PostgresSplitBrain critical 2m",
      "PostgresStandbyMissing critical 2m",
      "PostgresTransactionOpenLong critical 30s",
      "PostgresTransactionOpenLong info 30s",
      "PostgresTransactionOpenLong warning 30s",
      "PostgresUnreachable info 0s",
      "PostgresWraparound critical 1m",
      "PostgresWraparound warning 1m",
    ]);
    expect(Object.fromEntries(postgresPack.thresholds.map(({ key, defaults }) => [key, defaults]))).toEqual({
      connectionsUsed: { warning: 0.8, critical: 0.95 },
      replicationLag: { warning: 30, critical: 300 },
      queryMean: { warning: 0.5 },
      transactionAge: { warning: 1800 },
    });
  });

  it("records exactly the series that it declares", () => {
    const recorded = [...new Set(group.recordings.map((rule) => rule.record.text))].sort();
    expect(declared.map((series) => series.name.text).sort()).toEqual(recorded);
  });

  it("lets alerts read only recorded series", () => {
    const raw = group.alerts.flatMap((alert) => readsOf(alert).filter((name) => !name.includes(":")));
    expect(raw).toEqual([]);
  });

  it("expects standbys only if the catalogue declares a standby for the primary", () => {
    const none = postgresPack.group({ ...proofFacts, standbys: [] });
    expect(none.alerts.map((alert) => alert.name)).not.toContain("PostgresStandbyMissing");
    expect(none.recordings.map((rule) => rule.record.text)).not.toContain("expected:standbys:count");
    const expected = group.recordings.filter((rule) => rule.record.text === "expected:standbys:count");
    expect(expected.map((rule) => [rule.expr.text, rule.labels])).toEqual([
      ["1", { system: "proof", environment: "proof", service: "primary" }],
    ]);
  });

  it("expects one primary in a cluster only if the catalogue names a standby", () => {
    const none = postgresPack.group({ ...proofFacts, replicas: [] });
    expect(none.alerts.map((alert) => alert.name)).not.toContain("PostgresSplitBrain");
    expect(none.recordings.map((rule) => rule.expr.text).filter((text) => text.includes("expected:standbys:info"))).toEqual([]);
    const named = group.recordings.filter((rule) => rule.record.text === "expected:standbys:info");
    expect(named.map((rule) => rule.labels)).toEqual([{ system: "proof", environment: "proof", service: "primary", standby: "other" }]);
  });

  it("counts only connections that the exporter labels as client connections", () => {
    expect(expressionOf("postgres:connections:count")).toBe(
      'max by (system, environment, service, state) (sum by (system, environment, service, state, instance) (pg_stat_activity_count{backend_type=~"(client backend)?"}))',
    );
  });

  it("reads replication slots by both label names, from before and after postgres_exporter 0.20", () => {
    const names = group.recordings.flatMap((rule) => parsePromql(rule.expr.text).uses.map((use) => use.metric));
    expect(names).toContain("pg_replication_slots_active");
    expect(names).toContain("pg_replication_slots_pg_wal_lsn_diff");
    expect(names).not.toContain("pg_replication_lag");
  });
});

it("a simulated ramp has one phase per sample", () => {
  expect(ramp(45, (second) => second * 2)).toEqual([
    { for: 15, value: 0 },
    { for: 15, value: 30 },
    { for: 15, value: 60 },
  ]);
});
