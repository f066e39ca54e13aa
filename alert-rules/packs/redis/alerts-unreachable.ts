import type { Alert } from "../../model";
import { text } from "../../template";
import { recoveringAlert } from "../server-recovering";
import { unreachableAlert } from "../server-unreachable";
import { healthyRedis, redisDownAt, redisMoments, redisName, redisProofs, redisScenario, redisUnreachableAt } from "./proofs";
import { redisUp } from "./series";
import type { RedisState } from "./world";

/** Alert for a Redis server that the exporter could not reach at the latest scrape. */
export const redisUnreachable = (): Alert =>
  unreachableAlert<RedisState>({
    alert: "RedisUnreachable",
    down: "RedisDown",
    needed: "this Redis",
    event: "failover",
    summary: text`${redisName}: Redis did not respond at the latest scrape`,
    up: redisUp,
    firstCommand: { redis: "ping" },
    panel: "redis/up",
    healthy: healthyRedis,
    at: redisUnreachableAt,
    downAt: redisDownAt,
    usual: (of) => redisProofs("RedisUnreachable", "info", { beyond: { up: false }, inside: healthyRedis, ...of }),
    scenario: redisScenario,
  });

/** Alert for a Redis server that did not respond for two scrapes within the last minutes. */
export const redisRecovering = (): Alert =>
  recoveringAlert<RedisState>({
    alert: "RedisRecovering",
    down: "RedisDown",
    needed: "this Redis",
    summary: text`${redisName}: Redis does not respond, or recovers from an outage`,
    up: redisUp,
    firstCommand: { redis: "ping" },
    panel: "redis/up",
    healthy: healthyRedis,
    at: redisMoments("RedisRecovering", "info"),
    usual: (of) =>
      redisProofs("RedisRecovering", "info", {
        beyond: { up: false },
        inside: healthyRedis,
        ...of,
      }),
    scenario: redisScenario,
  });
