import { counter, gauge, type Phase, type RawSeries } from "../../proofs/samples";

/** Simulated state of one server for the alerts on transactions, locks, vacuuming, archiving, restarts and the exporter's collectors. */
export interface PostgresHealth {
  /** Whether the exporter reaches the server. Default: true. */
  readonly up?: boolean;
  /** Age of the oldest open transaction of an application (`openTransaction`) and of pg_dump (`dump`), in seconds. */
  readonly openTransaction?: number;
  readonly dump?: number;
  /** Number of sessions that wait for a lock. */
  readonly waiting?: number;
  /** Deadlocks per second. */
  readonly deadlocks?: number;
  /** Number of IDs since the oldest transaction ID that is not frozen, and since the oldest multixact ID. */
  readonly transactionIds?: number;
  readonly multixactIds?: number;
  /** Dead rows of a table with `liveRows` live rows. */
  readonly deadRows?: number;
  /** Failed and successful attempts to archive WAL, per second. */
  readonly archiver?: { readonly failed: number; readonly archived: number };
  /**
   * Whether the collector for statements fails (`collectorFails`), and whether the queries outside of the collectors fail (`queriesFail`).
   */
  readonly collectorFails?: boolean;
  readonly queriesFail?: boolean;
  /** Start time of the server, as a Unix time in seconds. */
  readonly started?: number;
}

type Labels = Readonly<Record<string, string>>;
type Phases = (pick: (state: PostgresHealth) => number | undefined) => Phase<number>[];

/**
 * Name of the database with deadlocks. It must differ from `shop`, because transformations rename `shop`. They must not change labels on
 * which rules match, such as `datname` of the counter of deadlocks.
 */
export const proofDatabase = "billing";
export const proofTable = { datname: "shop", schemaname: "public", relname: "orders" } as const;
export const proofCollector = "stat_statements";
/** Live rows of the simulated table. Autovacuum starts at `vacuumStart` dead rows, with PostgreSQL's default settings. */
export const liveRows = 100_000;
const scaleFactor = 0.2;
const threshold = 50;
export const vacuumStart = threshold + scaleFactor * liveRows;

/**
 * Simulates the raw series of postgres_exporter 0.19.1 that belong to `PostgresHealth`. `when` has a value while the exporter responds,
 * `reached` while the exporter reaches the server, and `clear` while its queries outside of collectors, such as for settings, have results.
 */
export function healthSeries({
  target,
  server,
  when,
  reached,
  clear,
}: {
  readonly target: Labels;
  readonly server: Labels;
  readonly when: Phases;
  readonly reached: Phases;
  readonly clear: Phases;
}): RawSeries[] {
  const client = { ...server, datname: "shop", backend_type: "client backend", usename: "app" };
  const idle = { wait_event: "ClientRead", wait_event_type: "Client" };
  const database = { ...target, datname: proofDatabase, datid: "16384" };
  const setting = (name: string, value: number): RawSeries =>
    gauge(
      `pg_settings_${name}`,
      server,
      clear(({ deadRows }) => (deadRows === undefined ? undefined : value)),
    );
  const ids = (name: string, pick: (state: PostgresHealth) => number | undefined): RawSeries =>
    gauge(`pg_database_wraparound_age_${name}_seconds`, { ...target, datname: "shop" }, reached(pick));
  const archiver = (name: string, pick: (of: NonNullable<PostgresHealth["archiver"]>) => number): RawSeries =>
    counter(
      `pg_stat_archiver_${name}_count`,
      server,
      clear((state) => state.archiver && pick(state.archiver)),
    );
  return [
    gauge(
      "pg_stat_activity_max_tx_duration",
      { ...client, ...idle, application_name: "app", state: "idle in transaction" },
      clear(({ openTransaction }) => openTransaction),
    ),
    gauge(
      "pg_stat_activity_max_tx_duration",
      { ...client, wait_event: "", wait_event_type: "", application_name: "pg_dump", state: "active" },
      clear(({ dump }) => dump),
    ),
    // The exporter reports no series for sessions that do not exist.
    ...["app", "worker"].map((application, index) =>
      gauge(
        "pg_stat_activity_count",
        { ...client, wait_event: "transactionid", wait_event_type: "Lock", application_name: application, state: "active" },
        clear(({ waiting = 0 }) => (waiting === 0 ? undefined : index === 0 ? 1 : waiting - 1)),
      ),
    ),
    counter(
      "pg_stat_database_deadlocks",
      database,
      reached(({ deadlocks }) => deadlocks),
    ),
    ids("datfrozenxid", ({ transactionIds }) => transactionIds),
    ids("datminmxid", ({ multixactIds }) => multixactIds),
    gauge(
      "pg_stat_user_tables_n_dead_tup",
      { ...target, ...proofTable },
      reached(({ deadRows }) => deadRows),
    ),
    gauge(
      "pg_stat_user_tables_n_live_tup",
      { ...target, ...proofTable },
      reached(({ deadRows }) => (deadRows === undefined ? undefined : liveRows)),
    ),
    setting("autovacuum_vacuum_scale_factor", scaleFactor),
    setting("autovacuum_vacuum_threshold", threshold),
    archiver("failed", ({ failed: perSecond }) => perSecond),
    archiver("archived", ({ archived }) => archived),
    gauge(
      "pg_scrape_collector_success",
      { ...target, collector: proofCollector },
      when(({ up = true, collectorFails }) => (collectorFails === undefined ? undefined : Number(up && !collectorFails))),
    ),
    gauge(
      "pg_exporter_last_scrape_error",
      target,
      when(({ up = true, queriesFail }) => (queriesFail === undefined ? undefined : Number(!up || queriesFail))),
    ),
    gauge(
      "pg_postmaster_start_time_seconds",
      target,
      reached(({ started }) => started),
    ),
  ];
}
