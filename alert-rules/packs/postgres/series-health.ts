import { seriesWith, serviceKey, type Recording } from "../../model";
import { hours, is, isNot, labels, matches, metric, minutes, promql, scalar, select, type MetricName } from "../../promql";
import { latest } from "../../latest";
import { connectionsTaken, perDatabase, postgresUp } from "./series";
import { onStandby } from "./series-replication";

const series = seriesWith();
const by = labels(...serviceKey);
const byAnd = (...extra: readonly string[]) => labels(...serviceKey, ...extra);
const on = labels(...serviceKey);
const perTable = ["datname", "schemaname", "relname"];
const perDatabaseAndKind = ["datname", "kind"];

export const openTransaction = series(
  "postgres:open_transaction_seconds",
  "duration",
  "Age of the oldest open transaction of a client, without pg_dump, at the latest scrape",
);
export const longestTransaction = series(
  "postgres:longest_transaction_seconds",
  "duration",
  "Age of the oldest open transaction of a client, without pg_dump",
);
export const lockWaits = series("postgres:lock_waits:count", "count", "Number of sessions that wait for a lock");
export const deadlocksCounted = series("postgres:deadlocks:increase10m", "count", "Number of deadlocks in 10 minutes by database", [
  "datname",
]);
/** `kind` is `transaction` or `multixact`. Only for primaries, because a standby has the same IDs. */
export const idsUsed = series(
  "postgres:ids_used:ratio",
  "ratio",
  "Share of all transaction or multixact IDs that were used since the oldest row that is not frozen",
  perDatabaseAndKind,
);
/** Only for primaries, and only for tables with more than `manyDeadRows` dead rows. */
export const deadRows = series(
  "postgres:dead_rows:ratio",
  "count",
  "Number of dead rows of a table, divided by the number at which autovacuum starts,",
  perTable,
);
export const archiveFailures = series(
  "postgres:archive_failures:increase5m",
  "count",
  "Number of failed attempts to archive WAL in 5 minutes",
);
export const archived = series("postgres:archived_segments:increase5m", "count", "Number of archived WAL segments in 5 minutes");
/** Missing while the exporter cannot reach the server, because then every collector fails. */
export const collectorFailing = series(
  "postgres:collector_failing",
  "count",
  "1 while a collector of the exporter fails although the server is up, else 0",
  ["collector"],
);
export const started = series("postgres:start:timestamp", "timestamp", "Start time of the server");
export const restarts = series("postgres:restarts:changes1h", "count", "Number of restarts of the server within an hour");

/** A table's ratio is recorded only above this number of dead rows, because vacuuming fewer rows has little effect. */
export const manyDeadRows = 10_000;
/** Largest possible age of an unfrozen row, in transaction or multixact IDs: half of the 32-bit range. */
export const allIds = 2 ** 31;
/** Value of the label `collector` for the queries that the exporter runs outside of its collectors. */
export const queriesCollector = "queries";

/** Selects transactions of client sessions, except those of pg_dump: a dump is one long transaction by design. */
const transactions = select(metric("pg_stat_activity_max_tx_duration"), {
  application_name: isNot("pg_dump"),
  backend_type: matches("(client backend)?"),
});
const waiting = select(metric("pg_stat_activity_count"), { wait_event_type: is("Lock") });
const ofTable = (name: string) => promql`max by (${byAnd(...perTable)}) (${metric(`pg_stat_user_tables_${name}`)})`;
const setting = (name: string) => promql`max by (${by}) (${metric(`pg_settings_${name}`)})`;
const increase = (name: MetricName) => promql`max by (${by}) (increase(${name}[${minutes(5)}]))`;
const onPrimary = promql`unless on (${on}) ${onStandby}`;
const whileUp = promql`${postgresUp.name} == 1`;

const idsRecording = (kind: "transaction" | "multixact", name: string): Recording => ({
  record: idsUsed.name,
  expr: promql`
    max by (${byAnd("datname")}) (${metric(`pg_database_wraparound_age_${name}_seconds`)}) / ${scalar(allIds)}
      ${onPrimary}`,
  labels: { kind },
});

/** Recording rules for transactions, locks, vacuuming, archiving, restarts, and the exporter's collectors. */
export const healthRecordings = (): Recording[] => [
  { record: openTransaction.name, expr: promql`max by (${by}) (${transactions})` },
  { record: longestTransaction.name, expr: latest(openTransaction.name) },
  {
    record: lockWaits.name,
    expr: promql`
      max by (${by}) (sum by (${byAnd("instance")}) (${waiting}))
        or
      ${connectionsTaken.name} * 0`,
  },
  {
    record: deadlocksCounted.name,
    expr: promql`max by (${byAnd("datname")}) (increase(${perDatabase("pg_stat_database_deadlocks")}[${minutes(10)}]))`,
  },
  // The values of both metrics are numbers of IDs, although the metrics' names end in `seconds`.
  idsRecording("transaction", "datfrozenxid"),
  idsRecording("multixact", "datminmxid"),
  {
    record: deadRows.name,
    expr: promql`
      (${ofTable("n_dead_tup")} > ${scalar(manyDeadRows)})
        /
      (
          ${ofTable("n_live_tup")}
            * on (${on}) group_left ()
          ${setting("autovacuum_vacuum_scale_factor")}
            + on (${on}) group_left ()
          ${setting("autovacuum_vacuum_threshold")}
      )
        ${onPrimary}`,
  },
  { record: archiveFailures.name, expr: increase(metric("pg_stat_archiver_failed_count")) },
  { record: archived.name, expr: increase(metric("pg_stat_archiver_archived_count")) },
  {
    record: collectorFailing.name,
    expr: promql`
      min by (${by}) (${metric("pg_exporter_last_scrape_error")})
        and ${whileUp}`,
    labels: { collector: queriesCollector },
  },
  {
    record: collectorFailing.name,
    expr: promql`
      1 - max by (${byAnd("collector")}) (${metric("pg_scrape_collector_success")})
        and on (${on}) ${whileUp}`,
  },
  { record: started.name, expr: promql`max by (${by}) (${metric("pg_postmaster_start_time_seconds")})` },
  {
    record: restarts.name,
    expr: promql`
      changes(${started.name}[${hours(1)}])
        and
      ${started.name}`,
  },
];
