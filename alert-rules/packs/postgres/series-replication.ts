import { seriesWith, serviceKey, type Recording } from "../../model";
import { latest } from "../../latest";
import { connectionsLimit } from "./series";
import { hours, is, labels, metric, promql, scalar, select, type Promql } from "../../promql";

const series = seriesWith();
const by = labels(...serviceKey);
const on = labels(...serviceKey);
const perSlot = ["slot_name"];

/** Only for standbys. Missing if the exporter cannot read the state of the WAL receiver. */
export const receiving = series("postgres:replication_receiving", "count", "1 while a standby receives WAL from its primary, else 0");
/**
 * The lag that the server reports, with two corrections. For a disconnected standby, which may report 0, the rule uses the age of the last
 * replayed transaction. For a standby that has received no new WAL since it connected, the rule returns 0. After an idle period, the value
 * is still too high; `replicationLag` corrects it.
 */
export const reportedLag = series(
  "postgres:replication_reported_lag_seconds",
  "duration",
  "Age of the last replayed transaction on a standby that is not in sync",
);
export const inSync = series(
  "postgres:replication_in_sync:timestamp",
  "timestamp",
  "When a connected standby had replayed all WAL it had received",
);
export const replicationLag = series("postgres:replication_lag_seconds", "duration", "Replication lag of a standby");
export const replicationLagBytes = series("postgres:replication_lag_bytes", "bytes", "WAL not yet replayed, by standby", [
  "application_name",
]);
export const isPrimary = series("postgres:is_primary", "count", "1 on a server that is currently a primary, 0 on a standby");
export const standbys = series("postgres:standbys:count", "count", "Standbys connected to a server");
export const primaryStandbys = series(
  "postgres:primary_standbys:count",
  "count",
  "Standbys connected to a server that is currently a primary",
);
/** Only for primaries, because the slots that a standby synchronises from its primary are inactive by design. */
export const slotActive = series("postgres:slot_active", "count", "1 while a replication slot is active, else 0", perSlot);
export const slotLost = series("postgres:slot_lost", "count", "1 when a slot's WAL has been removed", perSlot);
/** Missing for a lost slot. */
export const slotRetained = series("postgres:slot_retained_bytes", "bytes", "WAL retained for a slot", perSlot);
export const slotWalLimit = series(
  "postgres:slot_wal_limit_bytes",
  "bytes",
  "WAL that a slot may retain; 10 GiB is assumed if max_slot_wal_keep_size is not set",
);

const gibibyte = 2 ** 30;
/** How long the rules remember when a standby was last in sync. After this time, the rules use the reported lag. */
const memory = hours(1);

/** The latest reported lag within a minute, so that a failed scrape leaves no gap. */
const lastReported = latest(reportedLag.name);

/** 0 for each server whose settings the exporter can read. */
const none = promql`${connectionsLimit.name} * 0`;
export const onStandby = promql`${isPrimary.name} == 0`;
/**
 * Walsenders whose receiver replays WAL: a standby or a logical subscriber. Programs that only store WAL, such as pg_receivewal, Barman and
 * pg_basebackup, report no replay position. The exporter then reports NaN, and `NaN >= 0` is false.
 */
const replaying = promql`${metric("pg_stat_replication_pg_wal_lsn_diff")} >= 0`;
/** Takes the maximum over exporters: while a new exporter replaces an old one, both report the same walsenders. */
const ofOneExporter = (counted: Promql) => promql`max by (${by}) (${counted})`;
const logical = select(metric("pg_replication_slot_slot_is_active"), { slot_type: is("logical") });
const byInstance = labels(...serviceKey, "instance");

/** Recording rules for a server's role, its WAL receiver, replication lag, connected standbys and replication slots. */
export const replicationRecordings = (): Recording[] => [
  { record: isPrimary.name, expr: promql`1 - max by (${by}) (${metric("pg_replication_is_replica")})` },
  {
    record: receiving.name,
    expr: promql`
      (
          group by (${by}) (${metric("pg_stat_wal_receiver_last_msg_receipt_time")})
        or
          group by (${by}) (${select(metric("pg_scrape_collector_success"), { collector: is("stat_wal_receiver") })} == 1) * 0
      )
      and
        ${onStandby}`,
  },
  {
    record: reportedLag.name,
    expr: promql`
      (
          max by (${by}) (${metric("pg_replication_last_replay_seconds")})
        and
          ${receiving.name} == 0
      )
        or
      group by (${by}) (
          ${metric("pg_stat_wal_receiver_flushed_lsn")}
        ==
          ${metric("pg_stat_wal_receiver_receive_start_lsn")}
      ) * 0
        or
      (
          max by (${by}) (${metric("pg_replication_lag_seconds")})
        and
          ${onStandby}
      )`,
  },
  {
    record: inSync.name,
    expr: promql`
      time() + 0 *
        (
            ${reportedLag.name} == 0
          and
            ${receiving.name} == 1
        )`,
  },
  {
    // Caps the reported lag at the time since the standby was last in sync, because the reported lag is too high after an idle period.
    record: replicationLag.name,
    expr: promql`
      time() - last_over_time(${inSync.name}[${memory}]) < ${lastReported}
        or
      ${lastReported}`,
  },
  {
    record: replicationLagBytes.name,
    expr: promql`max by (${labels(...serviceKey, "application_name")}) (${metric("pg_stat_replication_pg_wal_lsn_diff")} >= 0)`,
  },
  {
    // The walsenders of logical slots are subtracted, because they serve subscribers. A server without standbys has 0, not a missing value.
    record: standbys.name,
    expr: promql`
      clamp_min(
        (
            ${ofOneExporter(promql`count by (${byInstance}) (${replaying})`)}
          or
            ${none}
        )
        -
        (
            ${ofOneExporter(promql`sum by (${byInstance}) (${logical})`)}
          or
            ${none}
        ),
        0
      )`,
  },
  {
    record: primaryStandbys.name,
    expr: promql`
      ${standbys.name}
        and
      ${isPrimary.name} == 1`,
  },
  {
    record: slotActive.name,
    expr: promql`
      max by (${labels(...serviceKey, ...perSlot)}) (${metric("pg_replication_slots_active")})
        and on (${on})
      ${isPrimary.name} == 1`,
  },
  {
    record: slotLost.name,
    expr: promql`max by (${labels(...serviceKey, ...perSlot)}) (${select(metric("pg_replication_slot_wal_status"), { wal_status: is("lost") })})`,
  },
  {
    record: slotRetained.name,
    expr: promql`max by (${labels(...serviceKey, ...perSlot)}) (${metric("pg_replication_slots_pg_wal_lsn_diff")} >= 0)`,
  },
  {
    record: slotWalLimit.name,
    expr: promql`
      max by (${by}) (${metric("pg_settings_max_slot_wal_keep_size_bytes")} > 0)
        or
      ${none} + ${scalar(10 * gibibyte)}`,
  },
];
