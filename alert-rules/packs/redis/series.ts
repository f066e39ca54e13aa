import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, matchesNot, metric, minutes, promql, scalar, select, type MetricName, type Selector } from "../../promql";

const series = seriesWith();
const by = labels(...serviceKey);
const byCommand = labels(...serviceKey, "cmd");

export const redisUp = series("redis:up", "count", "1 while the exporter reaches the server, else 0");
export const memoryUsed = series("redis:memory_used_bytes", "bytes", "Memory used by Redis");
/** Missing if maxmemory is not set. */
export const memoryLimit = series("redis:memory_limit_bytes", "bytes", "maxmemory");
export const memoryUsedRatio = series("redis:memory_used:ratio", "ratio", "Share of maxmemory in use; missing without maxmemory");
/** Missing for a cache that may evict any key, because such a cache is full by design. */
export const memoryRefuses = series("redis:memory_refuses_writes:info", "count", "1 where Redis rejects writes when memory is full");
export const keys = series("redis:keys:count", "count", "Keys in all databases");
export const evicted = series("redis:evicted_keys:rate5m", "rate", "Keys evicted per second");
export const hitRatio = series("redis:hits:ratio_rate5m", "ratio", "Share of key lookups that found the key; missing without lookups");
/** The value is 0 before the first error, so that the first error is an increase. */
export const outOfMemoryTotal = series("redis:oom_errors:total", "count", "Commands rejected because memory is full, as a counter");
export const outOfMemory = series(
  "redis:oom_errors:increase2m",
  "count",
  "Number of commands rejected in 2 minutes because memory is full",
);
export const rejected = series(
  "redis:rejected_connections:increase2m",
  "count",
  "Number of connections refused at maxclients over 2 minutes",
);
export const clients = series("redis:clients:count", "count", "Connected clients");
export const clientsUsed = series("redis:clients_used:ratio", "ratio", "Share of maxclients in use");
export const commandRate = series("redis_command:calls:rate5m", "rate", "Calls per second of a command", ["cmd"]);
export const commandMean = series("redis_command:duration_seconds:mean5m", "duration", "Mean duration of a command in Redis", ["cmd"]);
export const commandsRate = series("redis:commands:rate5m", "rate", "Commands per second, without blocking ones");
export const commandsMean = series("redis:command_duration_seconds:mean5m", "duration", "Mean duration of all commands in Redis");
export const pingMedian = series("redis:ping_seconds:median5m", "duration", "Median response time to the exporter's ping");
export const latency = series(
  "redis:latency_seconds",
  "duration",
  "Mean duration of the slowest command, or the median ping if that is higher",
);

/** Commands that wait by design, e.g. BZPOPMIN in BullMQ workers. Some servers include the wait in the duration of the command. */
export const blockingCommands = [
  "blpop",
  "brpop",
  "blmove",
  "brpoplpush",
  "blmpop",
  "bzpopmin",
  "bzpopmax",
  "bzmpop",
  "xread",
  "xreadgroup",
  "wait",
  "waitaof",
  "subscribe",
  "psubscribe",
  "ssubscribe",
  "monitor",
] as const;

/** Calls per second of a command above which its mean duration is meaningful. An occasional slow command does not count. */
export const enoughCalls = 0.1;
const window = minutes(5);
/** The latest sample of the last minute, so that a short gap does not reset `for`. */
const latest = (of: MetricName | Selector) => promql`last_over_time(${of}[${minutes(1)}])`;
const short = minutes(2);

const command = (name: string) => select(metric(`redis_commands_${name}`), { cmd: matchesNot(blockingCommands.join("|")) });
const calls = promql`rate(${command("total")}[${window}])`;
const seconds = metric("redis_commands_duration_seconds_total");
const time = promql`rate(${command("duration_seconds_total")}[${window}])`;
const raw = (name: string) => promql`max by (${by}) (${metric(`redis_${name}`)})`;
const increase = (name: string) => promql`sum by (${by}) (rate(${metric(`redis_${name}_total`)}[${window}]))`;

/** Recording rules for each Redis server: whether it is up, and its memory, keys, connections, commands and latency. */
export const redisRecordings = (): Recording[] => [
  { record: redisUp.name, expr: raw("up") },
  { record: memoryUsed.name, expr: raw("memory_used_bytes") },
  { record: memoryLimit.name, expr: promql`max by (${by}) (${metric("redis_memory_max_bytes")} > 0)` },
  { record: memoryUsedRatio.name, expr: promql`${latest(memoryUsed.name)} / ${latest(memoryLimit.name)}` },
  {
    record: memoryRefuses.name,
    expr: promql`group by (${by}) (${latest(select(metric("redis_instance_info"), { maxmemory_policy: matchesNot("allkeys-.*") }))})`,
  },
  { record: keys.name, expr: promql`sum by (${by}) (${metric("redis_db_keys")})` },
  { record: evicted.name, expr: increase("evicted_keys") },
  {
    record: hitRatio.name,
    expr: promql`${increase("keyspace_hits")} / (${increase("keyspace_hits")} + ${increase("keyspace_misses")} > 0)`,
  },
  { record: clients.name, expr: raw("connected_clients") },
  {
    record: outOfMemoryTotal.name,
    expr: promql`
      max by (${by}) (${select(metric("redis_errors_total"), { err: is("OOM") })})
        or
      ${clients.name} * 0`,
  },
  { record: outOfMemory.name, expr: promql`increase(${outOfMemoryTotal.name}[${short}])` },
  { record: rejected.name, expr: promql`sum by (${by}) (increase(${metric("redis_rejected_connections_total")}[${short}]))` },
  { record: clientsUsed.name, expr: promql`${latest(clients.name)} / max by (${by}) (${latest(metric("redis_max_clients"))})` },
  { record: commandRate.name, expr: promql`sum by (${byCommand}) (${calls})` },
  { record: commandMean.name, expr: promql`sum by (${byCommand}) (rate(${seconds}[${window}])) / (${commandRate.name} > 0)` },
  { record: commandsRate.name, expr: promql`sum by (${by}) (${calls})` },
  { record: commandsMean.name, expr: promql`sum by (${by}) (${time}) / (${commandsRate.name} > 0)` },
  {
    record: pingMedian.name,
    expr: promql`max by (${by}) (quantile_over_time(0.5, ${metric("redis_exporter_last_scrape_ping_time_seconds")}[${window}]))`,
  },
  {
    // Redis counts a script and each command in the script. A mean over all commands would therefore hide a slow script.
    record: latency.name,
    expr: promql`
      max by (${by}) (
        (${commandMean.name} and on (${labels(...serviceKey, "cmd")}) ${commandRate.name} > ${scalar(enoughCalls)})
          or
        ${pingMedian.name}
      )`,
  },
];
