import type { TargetLabels } from "../../../exporters/scrape/targets";
import { keyOf } from "../../owner";
import { serviceKey, type Recording, type Series } from "../../model";
import { hours, is, labels, minutes, matchesNot, metric, promql, scalar, select } from "../../promql";

const series = (name: string, dimension: Series["dimension"], help: string, extra: readonly string[] = []): Series => ({
  name: metric(name),
  extra,
  dimension,
  help,
});
const by = labels(...serviceKey);
const on = labels(...serviceKey);
const perSlot = ["slot_name"];

/** Missing where the wal receiver cannot be seen. */
export const receiving = series("postgres:replication_receiving", "count", "1 while a standby receives from its primary, 0 while not");
/**
 * What the server says, put right: it says 0 for a standby that is cut off, and after a restart it counts from the last transaction
 * until something new comes. Still too much after idle times.
 */
export const reportedLag = series(
  "postgres:replication_reported_lag_seconds",
  "duration",
  "Age of the last transaction a standby that is not in sync replayed",
);
export const inSync = series("postgres:replication_in_sync:timestamp", "timestamp", "When a connected standby had replayed all it had");
export const replicationLag = series("postgres:replication_lag_seconds", "duration", "How far a standby is behind");
export const replicationLagBytes = series("postgres:replication_lag_bytes", "bytes", "Log not yet replayed, by standby", [
  "application_name",
]);
export const standbys = series("postgres:standbys:count", "count", "Standbys connected to a server");
export const expectedStandbys = series("expected:standbys:count", "count", "Standbys the catalogue expects of a primary");
export const primaryStandbys = series("postgres:primary_standbys:count", "count", "Standbys connected to a server that is a primary now");
/** After a switchover, of the server that is primary in its place. */
export const standbysMissing = series("postgres:standbys_missing:count", "count", "Expected standbys of a primary that are not connected");
/** Of primaries only: on a standby, slots kept in sync from its primary are inactive by design. */
export const slotActive = series(
  "postgres:slot_active",
  "count",
  "1 while somebody reads a replication slot, 0 while nobody does",
  perSlot,
);
export const slotLost = series("postgres:slot_lost", "count", "1 when a slot's log has been removed", perSlot);
/** Missing for a slot that is lost. */
export const slotRetained = series("postgres:slot_retained_bytes", "bytes", "Log kept on disk for a slot", perSlot);
export const slotWalLimit = series("postgres:slot_wal_limit_bytes", "bytes", "Log a slot may keep; 10 GiB is assumed without a limit");

const gibibyte = 2 ** 30;
/** Longer than this out of sync, and what the server reports is right to within it anyway. */
const memory = hours(1);

/** What was reported last outlives failed scrapes. */
const lastReported = promql`last_over_time(${reportedLag.name}[${minutes(1)}])`;

const seen = promql`max by (${by}) (${metric("pg_settings_max_connections")})`;
const isReplica = promql`max by (${by}) (${metric("pg_replication_is_replica")})`;
const walsenders = select(metric("pg_stat_replication_pg_wal_lsn_diff"), {
  application_name: matchesNot("pg_(receivewal|basebackup)"),
});

/** Recordings of how far standbys are behind, and of slots and standbys as their primary sees them. */
export const replicationRecordings = (): Recording[] => [
  {
    record: receiving.name,
    expr: promql`
      (
          group by (${by}) (${metric("pg_stat_wal_receiver_last_msg_receipt_time")})
        or
          0 * max by (${by}) (${select(metric("pg_scrape_collector_success"), { collector: is("stat_wal_receiver") })} == 1)
      )
      and on (${on})
        ${isReplica} == 1`,
  },
  {
    record: reportedLag.name,
    expr: promql`
      (
          max by (${by}) (${metric("pg_replication_last_replay_seconds")})
        and on (${on})
          ${receiving.name} == 0
      )
        or
      0 *
        (
            max by (${by}) (${metric("pg_stat_wal_receiver_flushed_lsn")})
          ==
            max by (${by}) (${metric("pg_stat_wal_receiver_receive_start_lsn")})
        )
        or
      (
          max by (${by}) (${metric("pg_replication_lag_seconds")})
        and on (${on})
          ${isReplica} == 1
      )`,
  },
  {
    record: inSync.name,
    expr: promql`
      time() + 0 *
        (
            ${reportedLag.name} == 0
          and on (${on})
            ${receiving.name} == 1
        )`,
  },
  {
    // At most the time since it was in sync.
    record: replicationLag.name,
    expr: promql`
      ${lastReported}
        - clamp_min(${lastReported} - (time() - max by (${by}) (last_over_time(${inSync.name}[${memory}]))), 0)
        or
      ${lastReported}`,
  },
  {
    record: replicationLagBytes.name,
    expr: promql`max by (${labels(...serviceKey, "application_name")}) (${metric("pg_stat_replication_pg_wal_lsn_diff")} >= 0)`,
  },
  {
    // Subscribers of logical slots stand among the walsenders, too. 0, not missing, for a server without any.
    record: standbys.name,
    expr: promql`
      clamp_min(
        (
            count by (${by}) (${walsenders})
          or
            0 * ${seen}
        )
        -
        (
            sum by (${by}) (${select(metric("pg_replication_slot_slot_is_active"), { slot_type: is("logical") })})
          or
            0 * ${seen}
        ),
        0
      )`,
  },
  {
    record: primaryStandbys.name,
    expr: promql`
      ${standbys.name}
        and on (${on})
      ${isReplica} == 0`,
  },
  {
    record: slotActive.name,
    expr: promql`
      max by (${labels(...serviceKey, ...perSlot)}) (${metric("pg_replication_slots_active")})
        and on (${on})
      ${isReplica} == 0`,
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
      ${scalar(10 * gibibyte)} * group by (${by}) (${metric("pg_settings_max_connections")})`,
  },
];

/**
 * How many standbys each primary must have, and how many it misses. Who is primary now is what the servers say: where the declared one
 * is a standby, the standbys of a primary of the same system that the catalogue expects none of are counted.
 */
export const expectedStandbyRecordings = (expected: readonly { readonly service: TargetLabels; readonly count: number }[]): Recording[] =>
  expected.length === 0
    ? []
    : [
        ...expected.map(({ service, count }) => ({
          record: expectedStandbys.name,
          expr: promql`${scalar(count)}`,
          labels: keyOf(service),
        })),
        {
          record: standbysMissing.name,
          expr: promql`
            ${expectedStandbys.name}
              -
            (
                ${primaryStandbys.name}
              or
                0 * ${standbys.name} + on (system, environment) group_left ()
                  max by (system, environment) (${primaryStandbys.name} unless ${expectedStandbys.name})
              or
                ${standbys.name}
            )`,
        },
      ];
