import type { Alert } from "../../model";
import { text } from "../../template";
import { recoveringAlert } from "../server-recovering";
import { unreachableAlert, type Server } from "../server-unreachable";
import { healthyRedis, redisDownAt, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";
import { redisUp } from "./series";
import type { RedisState } from "./world";

const server: Server<RedisState> = {
  down: "RedisDown",
  needed: "this Redis",
  event: "failover",
  up: redisUp,
  firstCommand: { redis: "ping" },
  panel: "redis/up",
  healthy: healthyRedis,
  at: (alert) => redisMoments(alert, "info"),
  downAt: redisDownAt,
  usual: (alert, of) => redisProofs(alert, "info", { beyond: { up: false }, inside: healthyRedis, ...of }),
  scenario: redisScenario,
};

/** Alert for a Redis server that the exporter could not reach at the latest scrape. */
export const redisUnreachable = (): Alert =>
  unreachableAlert(server, { alert: "RedisUnreachable", summary: text`${redisName}: Redis did not respond at the latest scrape` });

/** Alert for a Redis server that has not responded for 15 seconds. It keeps firing for some minutes after the outage. */
export const redisRecovering = (): Alert =>
  recoveringAlert(server, { alert: "RedisRecovering", summary: text`${redisName}: Redis does not respond, or recovers from an outage` });
