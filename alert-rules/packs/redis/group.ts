import { redisRecordings } from "./series";
import type { Pack } from "../../pack";
import { redisClientsHigh, redisConnectionsRejected, redisDown } from "./alerts";
import { redisUnreachable } from "./alerts-unreachable";
import { redisLatencyHigh, redisLatencyThreshold } from "./alerts-latency";
import { redisMemoryHigh, redisMemoryThreshold, redisOutOfMemory } from "./alerts-memory";

/** Rule pack for Redis servers. */
export const redisPack: Pack = {
  name: "redis",
  title: "Redis",
  about: (service) => service.kind === "redis",
  when: (facts) => facts.kinds.has("redis"),
  thresholds: [redisMemoryThreshold, redisLatencyThreshold],
  group: (facts) => ({
    recordings: redisRecordings(),
    alerts: [
      redisDown(),
      redisUnreachable(),
      redisOutOfMemory(),
      ...redisMemoryHigh(facts),
      ...redisLatencyHigh(facts),
      redisConnectionsRejected(),
      redisClientsHigh(),
    ],
  }),
  symptoms: { server: "own", latency: "consequence", connections: "own", memory: "own", "out-of-memory": "own" },
  causes: {
    RedisDown: { dependents: true },
    RedisUnreachable: { severity: "info", dependents: true },
    RedisOutOfMemory: { here: ["memory"], dependents: true },
    RedisConnectionsRejected: { dependents: true },
  },
};
