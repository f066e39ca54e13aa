import { monitorUser } from "../../../exporters/programs/postgres-exporter";
import { seriesWith, serviceKey, type Recording, type Series } from "../../model";
import { isNot, labels, matches, matchesNot, metric, minutes, promql, scalar, select, type Promql, type Selector } from "../../promql";

const series = seriesWith();
const by = labels(...serviceKey);
const byAnd = (...extra: string[]) => labels(...serviceKey, ...extra);

export const postgresUp = series("postgres:up", "count", "1 while the exporter reaches the server, else 0");
export const exporterBlind = series(
  "postgres:exporter_blind",
  "count",
  "1 while the exporter reaches the server but cannot read its settings, else 0",
);
export const connections = series("postgres:connections:count", "count", "Client connections by state, without the exporter's", ["state"]);
export const connectionsTaken = series(
  "postgres:connections_used:count",
  "count",
  "Connections that count towards max_connections, including the exporter's",
);
/** Missing if the exporter cannot read the server's settings. */
export const connectionsLimit = series("postgres:connections_limit:count", "count", "Connections available to ordinary roles");
export const connectionsUsed = series(
  "postgres:connections_used:ratio",
  "ratio",
  "Share of the connections for ordinary roles that are in use",
);
export const transactions = series("postgres:transactions:rate5m", "rate", "Transactions per second by database", ["datname"]);
export const rollbacks = series("postgres:rollbacks:rate5m", "rate", "Transactions rolled back per second by database", ["datname"]);
export const deadlocks = series("postgres:deadlocks:rate5m", "rate", "Deadlocks per second by database", ["datname"]);
/** Missing if no blocks are read. */
export const cacheHitRatio = series("postgres:cache_hits:ratio_rate5m", "ratio", "Share of block reads answered from shared buffers");
export const databaseSize = series("postgres:database_size_bytes", "bytes", "Size of each database", ["datname"]);
export const walSize = series("postgres:wal_size_bytes", "bytes", "Size of the write-ahead log on disk");

const perStatement = ["datname", "queryid"];
export const statementCalls = series("postgres:statement_calls:rate10m", "rate", "Calls per second of a statement", perStatement);
export const statementTime = series("postgres:statement_seconds:rate10m", "ratio", "Seconds spent in a statement per second", perStatement);
/** Only for statements with more than `enoughCalls` calls per second. */
export const statementMean = series("postgres:statement_mean_seconds", "duration", "Mean execution time of a statement", perStatement);

/** Calls per second above which a mean is meaningful: about a dozen calls in `statementWindow`. */
export const enoughCalls = 0.02;
/** A sample stays valid for this long if scrapes fail, so that a gap does not reset a long `for`. */
const bridge = minutes(1);
const window = minutes(5);
const statementWindow = minutes(10);

/**
 * Selects only client connections, because background workers and walsenders do not count towards `max_connections`. A sample with the
 * value 0 has an empty `backend_type`.
 */
const clients = select(metric("pg_stat_activity_count"), { backend_type: matches("(client backend)?") });
const setting = (name: string): Selector => select(metric(`pg_settings_${name}`));
/** Selects a metric for all databases except templates. Series with an empty `datname` (shared objects) are excluded too. */
export const perDatabase = (name: string): Selector => select(metric(name), { datname: matchesNot("(template[01])?") });
const statements = (name: string): Selector => select(metric(`pg_stat_statements_${name}`), { user: isNot(monitorUser) });

/** Sums each exporter's series separately and takes the maximum. While a new exporter replaces an old one, both report the same server. */
const ofOneExporter = (more: readonly string[], of: Promql): Promql =>
  promql`max by (${byAnd(...more)}) (sum by (${byAnd(...more, "instance")}) (${of}))`;

/** Recording rules for each server: whether it is up, its connections, transactions, deadlocks, cache hits, sizes and statements. */
export function postgresRecordings(): Recording[] {
  const perSecond = (record: Series, name: string): Recording => ({
    record: record.name,
    expr: promql`sum by (${byAnd("datname")}) (rate(${perDatabase(name)}[${window}]))`,
  });
  const hits = promql`sum by (${by}) (rate(${perDatabase("pg_stat_database_blks_hit")}[${window}]))`;
  const reads = promql`sum by (${by}) (rate(${perDatabase("pg_stat_database_blks_read")}[${window}]))`;
  return [
    { record: postgresUp.name, expr: promql`max by (${by}) (${metric("pg_up")})` },
    { record: connections.name, expr: ofOneExporter(["state"], promql`${clients}`) },
    // The exporter does not report its own session, but the session counts towards max_connections.
    { record: connectionsTaken.name, expr: promql`1 + sum by (${by}) (${connections.name})` },
    {
      record: connectionsLimit.name,
      expr: promql`
        max by (${by}) (
            ${setting("max_connections")}
          -
            ${setting("superuser_reserved_connections")}
          -
            (${setting("reserved_connections")} or ${setting("max_connections")} * 0)
        )`,
    },
    {
      record: exporterBlind.name,
      expr: promql`
        (${postgresUp.name} unless ${connectionsLimit.name})
          or
        ${postgresUp.name} * 0`,
    },
    {
      record: connectionsUsed.name,
      expr: promql`last_over_time(${connectionsTaken.name}[${bridge}]) / last_over_time(${connectionsLimit.name}[${bridge}])`,
    },
    {
      record: transactions.name,
      expr: promql`
        sum by (${byAnd("datname")}) (rate(${perDatabase("pg_stat_database_xact_commit")}[${window}]))
          +
        sum by (${byAnd("datname")}) (rate(${perDatabase("pg_stat_database_xact_rollback")}[${window}]))`,
    },
    perSecond(rollbacks, "pg_stat_database_xact_rollback"),
    perSecond(deadlocks, "pg_stat_database_deadlocks"),
    { record: cacheHitRatio.name, expr: promql`${hits} / (${hits} + ${reads} > 0)` },
    { record: databaseSize.name, expr: promql`max by (${byAnd("datname")}) (${perDatabase("pg_database_size_bytes")})` },
    { record: walSize.name, expr: promql`max by (${by}) (${metric("pg_wal_size_bytes")})` },
    {
      record: statementCalls.name,
      expr: ofOneExporter(perStatement, promql`rate(${statements("calls_total")}[${statementWindow}])`),
    },
    {
      record: statementTime.name,
      expr: ofOneExporter(perStatement, promql`rate(${statements("seconds_total")}[${statementWindow}])`),
    },
    { record: statementMean.name, expr: promql`${statementTime.name} / (${statementCalls.name} > ${scalar(enoughCalls)})` },
  ];
}
