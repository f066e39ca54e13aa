import type { View } from "../../exporters/model/catalogue";
import type { Service } from "../../exporters/model/schema";
import { httpProfiles } from "../../exporters/instrumentation/http";
import { probeJob, probesOf } from "../../exporters/scrape/probes";
import { systemTargets } from "../../exporters/scrape/targets";

type Labels = Readonly<Record<string, string | number>>;

const routes = ["/orders", "/orders/:id", "/search"];
const statuses = ["200", "404", "500"];
const statements = 20;

const sample = (name: string, labels: Labels, value: number): string =>
  `${name}{${Object.entries(labels)
    .map(([key, text]) => `${key}="${text}"`)
    .join(",")}} ${value}`;

/**
 * Returns a histogram by route and status. The service answers about ten requests per second, most within 0.1 s. About one request in ten
 * thousand fails.
 */
function http(labels: Labels, bounds: readonly number[], age: number): string[] {
  const { duration } = httpProfiles["prom-client"];
  return routes.flatMap((route) =>
    statuses.flatMap((status) => {
      const count = Math.floor(age * (status === "200" ? 3.3 : status === "404" ? 0.03 : 0.0003));
      const base = { ...labels, method: "GET", route, status_code: status };
      const below = (bound: number) => Math.floor(count * Math.min(1, 0.9 + bound / 10));
      return [
        ...bounds.map((bound) => sample(`${duration}_bucket`, { ...base, le: bound }, below(bound))),
        sample(`${duration}_bucket`, { ...base, le: "+Inf" }, count),
        sample(`${duration}_count`, base, count),
        sample(`${duration}_sum`, base, count * 0.05),
      ];
    }),
  );
}

function worker(labels: Labels, queues: readonly string[], age: number, now: number): string[] {
  return queues.flatMap((queue) => [
    ...["waiting", "active", "delayed", "failed"].map((state) => sample("bullmq_job_count", { ...labels, queue, state }, 0)),
    sample("bullmq_job_completed_total", { ...labels, queue }, Math.floor(age)),
    sample("bullmq_job_failed_total", { ...labels, queue }, 0),
    sample("queue_oldest_waiting_job_age_seconds", { ...labels, queue }, 0),
    sample("queue_worker_heartbeat_timestamp_seconds", { ...labels, queue }, now),
  ]);
}

function postgres(labels: Labels, age: number): string[] {
  const databases = ["app", "postgres"];
  const one = (name: string, value: number, more: Labels = {}) => sample(name, { ...labels, ...more }, value);
  return [
    one("pg_up", 1),
    one("pg_settings_max_connections", 100),
    one("pg_settings_superuser_reserved_connections", 3),
    one("pg_settings_reserved_connections", 0),
    one("pg_settings_max_slot_wal_keep_size_bytes", 1e10),
    one("pg_replication_is_replica", 0),
    one("pg_replication_lag_seconds", 0),
    one("pg_wal_size_bytes", 1e8),
    ...databases.flatMap((datname) => [
      ...["active", "idle", "idle in transaction"].map((state) => one("pg_stat_activity_count", 4, { datname, state })),
      ...["xact_commit", "xact_rollback", "blks_hit", "blks_read", "deadlocks"].map((name) =>
        one(`pg_stat_database_${name}`, Math.floor(age * 10), { datname }),
      ),
      one("pg_database_size_bytes", 1e9, { datname }),
    ]),
    ...Array.from({ length: statements }, (_, at) => ({ datname: "app", user: "app", queryid: 1000 + at })).flatMap((more) => [
      one("pg_stat_statements_calls_total", Math.floor(age * 5), more),
      one("pg_stat_statements_seconds_total", age * 0.01, more),
    ]),
  ];
}

function redis(labels: Labels, age: number): string[] {
  const one = (name: string, value: number, more: Labels = {}) => sample(name, { ...labels, ...more }, value);
  return [
    one("redis_up", 1),
    one("redis_memory_used_bytes", 1e8),
    one("redis_memory_max_bytes", 1e9),
    one("redis_instance_info", 1, { maxmemory_policy: "noeviction" }),
    one("redis_db_keys", 1000, { db: "db0" }),
    one("redis_connected_clients", 20),
    one("redis_max_clients", 10_000),
    one("redis_rejected_connections_total", 0),
    one("redis_evicted_keys_total", 0),
    one("redis_keyspace_hits_total", Math.floor(age * 90)),
    one("redis_keyspace_misses_total", Math.floor(age * 10)),
    one("redis_exporter_last_scrape_ping_time_seconds", 0.001),
    ...["get", "set", "evalsha", "ping", "hset"].flatMap((cmd) => [
      one("redis_commands_total", Math.floor(age * 20), { cmd }),
      one("redis_commands_duration_seconds_total", age * 0.001, { cmd }),
    ]),
  ];
}

function raw(service: Service, labels: Labels, age: number, now: number): string[] {
  switch (service.kind) {
    case "http":
      return http(labels, service.instrumentation.buckets ?? httpProfiles["prom-client"].defaultBuckets, age);
    case "worker":
      return worker(labels, service.queues, age, now);
    case "postgres":
      return postgres(labels, age);
    case "redis":
      return redis(labels, age);
    case "external":
      return [];
  }
}

/** Returns the raw series of healthy services and their probes, `age` seconds after the services started. `now` is in Unix seconds. */
export function exposition(view: View, systems: ReadonlySet<string>, age: number, now: number): string {
  const lines: string[] = [];
  for (const { job, address, labels } of systemTargets(view)) {
    if (!systems.has(labels.system)) continue;
    lines.push(sample("up", { ...labels, job, instance: address }, 1));
    const service = view.systems.find(({ id }) => id === labels.system)?.services.find(({ name }) => name === labels.service);
    if (service !== undefined) lines.push(...raw(service, { ...labels, job, instance: address }, age, now));
  }
  for (const { labels, url } of probesOf(view)) {
    if (!systems.has(labels.system)) continue;
    const probe = { ...labels, job: probeJob, instance: url };
    lines.push(sample("up", probe, 1), sample("probe_success", probe, 1), sample("probe_duration_seconds", probe, 0.02));
  }
  return `${lines.join("\n")}\n`;
}
