import { redisRecordings } from "./series";
import { expectedRedisRecordings, writeRecordings } from "./series-writes";
import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { redisExporterBlind, redisMaxmemoryNotSet } from "./alerts-exporter";
import { redisPersistenceFailing } from "./alerts-persistence";
import { redisQueueEvicted, redisReplicaMissing } from "./alerts-replicas";
import { redisWritesRefused } from "./alerts-writes";
import { redisClientsHigh, redisConnectionsRejected, redisDown } from "./alerts";
import { redisRecovering, redisUnreachable } from "./alerts-unreachable";
import { redisLatencyHigh, redisLatencyThreshold } from "./alerts-latency";
import { redisMemoryHigh, redisMemoryThreshold, redisOutOfMemory } from "./alerts-memory";
import { proofReplicas } from "./world";

/** Rule pack for Redis servers. */
export const redisPack: Pack = {
  name: "redis",
  title: "Redis",
  about: (service) => service.kind === "redis",
  when: (facts) => facts.kinds.has("redis"),
  thresholds: [redisMemoryThreshold, redisLatencyThreshold],
  group: (facts) => ({
    recordings: [...redisRecordings(), ...writeRecordings(), ...expectedRedisRecordings(facts)],
    alerts: [
      redisDown(),
      redisUnreachable(),
      redisRecovering(),
      redisExporterBlind(),
      redisOutOfMemory(),
      redisWritesRefused(),
      ...redisMemoryHigh(facts),
      redisMaxmemoryNotSet(),
      redisPersistenceFailing(),
      ...(facts.queueStores.length > 0 ? [redisQueueEvicted()] : []),
      ...(facts.redisReplicas.length > 0 ? [redisReplicaMissing()] : []),
      ...redisLatencyHigh(facts),
      redisConnectionsRejected(),
      redisClientsHigh(),
    ],
  }),
  proofFacts: { redisReplicas: [{ service: proofService, count: proofReplicas }], queueStores: [proofService] },
  symptoms: {
    server: "own",
    exporter: "own",
    latency: "consequence",
    connections: "own",
    memory: "own",
    "out-of-memory": "own",
    "memory-setting": "own",
    "refused-writes": "own",
    persistence: "own",
    "queue-evictions": "own",
    "replication-replica": "own",
  },
  causes: {
    RedisDown: { dependents: true },
    RedisUnreachable: { severity: "info", dependents: true },
    RedisRecovering: { severity: "info", dependents: true },
    RedisOutOfMemory: { here: ["memory"], dependents: true },
    RedisWritesRefused: { here: ["persistence"], dependents: true },
    RedisConnectionsRejected: { dependents: true },
  },
};
