import { seriesWith, serviceKey, type Recording } from "../../model";
import { declaredCounts, keyOf } from "../../owner";
import { is, labels, metric, minutes, promql, select } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { clients, memoryUsed, redisUp } from "./series";

const series = seriesWith();
const by = labels(...serviceKey);
const on = labels(...serviceKey);

/** One series for each of `refusals`. The value is 0 before the first refused write, so that the first refused write is an increase. */
export const refusedTotal = series("redis:refused_writes:total", "count", "Writes refused with an error, as a counter", ["err"]);
export const refused = series("redis:refused_writes:increase2m", "count", "Number of writes refused with an error over 2 minutes", ["err"]);
/** The label `part` is a key of `persistenceParts`. */
export const persistenceFailing = series(
  "redis:persistence_failing",
  "count",
  "1 while the latest attempt of a part of persistence has failed, else 0",
  ["part"],
);
export const exporterBlind = series(
  "redis:exporter_blind",
  "count",
  "1 while the exporter reaches the server but cannot read its values, else 0",
);
export const maxmemory = series("redis:maxmemory_bytes", "bytes", "maxmemory, and 0 if it is not set");
/** Missing on a replica, so that a server that was replaced in a failover has no alert about its replicas. */
export const replicas = series("redis:replicas:count", "count", "Replicas that are connected to a master");
export const expectedReplicas = series("expected:redis_replicas:count", "count", "Replicas that the catalogue expects for a server");
export const replicasMissing = series("redis:replicas_missing:count", "count", "Expected replicas that are not connected");
export const queueStore = series("redis:queue_store:info", "count", "1 for a server that holds the queue of a worker");
export const queueEvictions = series(
  "redis:queue_evictions:increase5m",
  "count",
  "Number of keys evicted over 5 minutes from a server that holds a queue",
);

/** The errors with which Redis refuses writes, except `OOM`. For `OOM`, RedisOutOfMemory fires immediately. */
export const refusals = ["CLUSTERDOWN", "MISCONF", "NOREPLICAS", "READONLY"] as const;
export type Refusal = (typeof refusals)[number];

/** The exporter's metric for each part of persistence. The metric is 0 if the latest attempt failed. */
export const persistenceParts = {
  snapshot: "redis_rdb_last_bgsave_status",
  "append-only file": "redis_aof_last_write_status",
  "rewrite of the append-only file": "redis_aof_last_bgrewrite_status",
} as const;
export type PersistencePart = keyof typeof persistenceParts;
const parts = Object.entries(persistenceParts) as readonly (readonly [PersistencePart, string])[];

/** Recording rules for refused writes, persistence, maxmemory, connected replicas, and values that the exporter cannot read. */
export const writeRecordings = (): Recording[] => [
  ...refusals.map((err) => ({
    record: refusedTotal.name,
    expr: promql`
      max by (${by}) (${select(metric("redis_errors_total"), { err: is(err) })})
        or
      ${clients.name} * 0`,
    labels: { err },
  })),
  { record: refused.name, expr: promql`increase(${refusedTotal.name}[${minutes(2)}])` },
  ...parts.map(([part, name]) => ({
    record: persistenceFailing.name,
    expr: promql`1 - max by (${by}) (${metric(name)})`,
    labels: { part },
  })),
  {
    record: exporterBlind.name,
    expr: promql`
      (${redisUp.name} unless ${memoryUsed.name})
        or
      ${redisUp.name} * 0`,
  },
  { record: maxmemory.name, expr: promql`max by (${by}) (${metric("redis_memory_max_bytes")})` },
  {
    record: replicas.name,
    expr: promql`
      max by (${by}) (${metric("redis_connected_slaves")})
        and on (${on})
      group by (${by}) (${select(metric("redis_instance_info"), { role: is("master") })})`,
  },
];

/** Recording rules for expected and missing replicas, for servers that hold a queue, and for the keys that these servers evict. */
export const expectedRedisRecordings = ({ redisReplicas, queueStores }: Pick<RuleFacts, "redisReplicas" | "queueStores">): Recording[] => [
  ...declaredCounts(expectedReplicas.name, redisReplicas),
  ...(redisReplicas.length === 0
    ? []
    : [{ record: replicasMissing.name, expr: promql`${expectedReplicas.name} - on (${on}) ${replicas.name}` }]),
  ...queueStores.map((service) => ({ record: queueStore.name, expr: promql`1`, labels: keyOf(service) })),
  ...(queueStores.length === 0
    ? []
    : [
        {
          record: queueEvictions.name,
          expr: promql`
            max by (${by}) (increase(${metric("redis_evicted_keys_total")}[${minutes(5)}]))
              and on (${on})
            ${queueStore.name}`,
        },
      ]),
];
