import type { Service } from "../names";
import type { Series } from "./notation";
import { seriesOf, upOf, type Target } from "./targets";
import { counter, gauge, type Timeline } from "./timeline";

export interface ServerLoad {
  /** Whether the exporter can log in. Default: true. */
  readonly reachable?: boolean;
  readonly primary: boolean;
  /** Number of client connections, out of 100. */
  readonly connections: number;
  /** Transactions per second. */
  readonly commits: number;
  /** Only for a primary: number of standbys that stream from it. */
  readonly standbys?: number;
  /** Only for a standby: replication lag in seconds. */
  readonly lag?: number;
  /** Only for a standby: seconds since the latest replayed transaction. Default: the lag. */
  readonly sinceReplay?: number;
  /** Only for a standby: whether it is connected to its primary. Default: true. */
  readonly receiving?: boolean;
  /** Age of pg_dump's transaction in seconds. Default: no dump runs. */
  readonly dump?: number;
}

/** Returns the series of one server's exporter. The label `role` comes from the catalogue, even if the server reports another role. */
export function postgresServer(
  service: Service,
  role: "primary" | "replica",
  timeline: Timeline<ServerLoad>,
  every: number,
): readonly Series[] {
  const target: Target = {
    service,
    job: "postgres-exporter",
    instance: `postgres-exporter-${service.system}-${service.service}:9187`,
    more: { role },
  };
  const server = { server: `${service.service}.${service.system}:5432` };
  const database = { datname: "app", datid: "16384" };
  const when =
    (of: (load: ServerLoad, at: number, clock: number) => number | undefined) => (load: ServerLoad, at: number, clock: number) =>
      load.reachable === false ? undefined : of(load, at, clock);
  const shown = (
    name: string,
    of: (load: ServerLoad, at: number, clock: number) => number | undefined,
    labels: Readonly<Record<string, string>> = {},
  ): Series => seriesOf(target, name, gauge(timeline, every, when(of)), labels);
  const counted = (name: string, of: (load: ServerLoad) => number, from = 0): Series =>
    seriesOf(target, name, counter(timeline, every, of, { birth: "at-zero", from }), database);
  const activity = {
    ...server,
    datname: "app",
    usename: "app",
    application_name: "app",
    backend_type: "client backend",
    wait_event: "",
    wait_event_type: "",
  };
  const stream = { ...server, application_name: "walreceiver", client_addr: "10.0.1.2", slot_name: "", state: "streaming" };
  const receiver = { status: "streaming", slot_name: "", upstream_host: "10.0.1.1" };
  return [
    upOf(target, timeline, every),
    seriesOf(
      target,
      "pg_up",
      gauge(timeline, every, ({ reachable = true }) => (reachable ? 1 : 0)),
    ),
    shown("pg_settings_max_connections", () => 100, server),
    shown("pg_settings_superuser_reserved_connections", () => 3, server),
    shown("pg_settings_reserved_connections", () => 0, server),
    shown("pg_stat_activity_count", ({ connections }) => Math.ceil(connections / 4), { ...activity, state: "active" }),
    shown("pg_stat_activity_count", ({ connections }) => Math.floor((connections * 3) / 4), { ...activity, state: "idle" }),
    shown("pg_stat_database_numbackends", ({ connections }) => connections, database),
    counted("pg_stat_database_xact_commit", ({ commits }) => commits, 5_000_000),
    counted("pg_stat_database_xact_rollback", ({ commits }) => commits / 200, 20_000),
    counted("pg_stat_database_deadlocks", () => 0, 3),
    counted("pg_stat_database_blks_hit", ({ commits }) => commits * 40, 200_000_000),
    counted("pg_stat_database_blks_read", ({ commits }) => commits, 4_000_000),
    shown("pg_replication_is_replica", ({ primary }) => (primary ? 0 : 1)),
    shown("pg_replication_lag_seconds", ({ primary, lag = 0 }) => (primary ? 0 : lag)),
    shown("pg_replication_last_replay_seconds", ({ primary, lag = 0, sinceReplay = lag }) => (primary ? 0 : sinceReplay)),
    shown("pg_long_running_transactions", ({ dump = 0 }) => (dump > 60 ? 1 : 0)),
    shown("pg_long_running_transactions_oldest_timestamp_seconds", ({ dump = 0 }) => dump),
    shown("pg_stat_activity_max_tx_duration", () => 0.2, { ...activity, state: "active" }),
    shown("pg_stat_activity_max_tx_duration", ({ dump }) => dump, { ...activity, application_name: "pg_dump", state: "active" }),
    shown("pg_database_wraparound_age_datfrozenxid_seconds", () => 190_000_000, { datname: "app" }),
    shown("pg_database_wraparound_age_datminmxid_seconds", () => 1_000_000, { datname: "app" }),
    shown("pg_scrape_collector_success", () => 1, { collector: "stat_statements" }),
    shown("pg_exporter_last_scrape_error", () => 0),
    shown("pg_postmaster_start_time_seconds", () => 1_795_000_000),
    shown("pg_stat_replication_pg_wal_lsn_diff", ({ primary, standbys = 0 }) => (primary && standbys > 0 ? 0 : undefined), stream),
    shown(
      "pg_stat_wal_receiver_last_msg_receipt_time",
      ({ primary, receiving = true }, _, clock) => (!primary && receiving ? clock : undefined),
      receiver,
    ),
  ];
}

export interface RedisLoad {
  readonly reachable?: boolean;
  /** Used share of `maxmemory`. */
  readonly memory: number;
  readonly clients: number;
  /** Commands per second. */
  readonly commands: number;
  /** Keys evicted per second. */
  readonly evicted?: number;
  /** Share of reads that find their key. Default: 0.95. */
  readonly hits?: number;
}

/**
 * Returns the series of the exporter of one Redis server. A `restarted` step begins with a restart of the server. In a `refused` step, the
 * exporter is down.
 */
export function redisServer(service: Service, timeline: Timeline<RedisLoad>, every: number, policy = "noeviction"): readonly Series[] {
  const target: Target = { service, job: "redis-exporter", instance: `redis-exporter-${service.system}-${service.service}:9121` };
  const memory = 1_000_000_000;
  const shown = (name: string, of: (load: RedisLoad) => number, labels: Readonly<Record<string, string>> = {}): Series =>
    seriesOf(
      target,
      name,
      gauge(timeline, every, (load) => (load.reachable === false ? undefined : of(load))),
      labels,
    );
  const counted = (name: string, of: (load: RedisLoad) => number, labels: Readonly<Record<string, string>> = {}): Series =>
    seriesOf(target, name, counter(timeline, every, of, { birth: "at-zero", from: 1000 }), labels);
  return [
    upOf(target, timeline, every),
    seriesOf(
      target,
      "redis_up",
      gauge(timeline, every, ({ reachable = true }) => (reachable ? 1 : 0)),
    ),
    seriesOf(
      target,
      "redis_exporter_last_scrape_error",
      gauge(timeline, every, ({ reachable = true }) => (reachable ? 0 : 1)),
      { err: "" },
    ),
    shown("redis_instance_info", () => 1, { role: "master", maxmemory_policy: policy, redis_mode: "standalone" }),
    shown("redis_memory_used_bytes", (load) => load.memory * memory),
    shown("redis_memory_max_bytes", () => memory),
    shown("redis_config_maxmemory", () => memory),
    shown("redis_connected_clients", ({ clients }) => clients),
    shown("redis_config_maxclients", () => 10_000),
    shown("redis_max_clients", () => 10_000),
    shown("redis_blocked_clients", () => 0),
    shown("redis_rdb_last_bgsave_status", () => 1),
    shown("redis_aof_last_write_status", () => 1),
    counted("redis_commands_processed_total", ({ commands }) => commands),
    counted("redis_commands_total", ({ commands }) => commands, { cmd: "get" }),
    counted("redis_commands_duration_seconds_total", ({ commands }) => commands * 0.00002, { cmd: "get" }),
    counted("redis_commands_rejected_calls_total", () => 0, { cmd: "set" }),
    counted("redis_commands_failed_calls_total", () => 0, { cmd: "set" }),
    counted("redis_evicted_keys_total", ({ evicted = 0 }) => evicted),
    counted("redis_rejected_connections_total", () => 0),
    counted("redis_keyspace_hits_total", ({ commands, hits = 0.95 }) => commands * hits),
    counted("redis_keyspace_misses_total", ({ commands, hits = 0.95 }) => commands * (1 - hits)),
  ];
}
