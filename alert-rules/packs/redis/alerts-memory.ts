import { fixed, defineThreshold } from "../../condition";
import { memoryRefuses, memoryUsedRatio, outOfMemory } from "./series";
import { identity, type Alert } from "../../model";
import { also, bridged, whileCounted } from "../../proofs/patterns";
import { gone, hold, step } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { redisTarget, redisWorld, type RedisState } from "./world";
import { minutes, promql } from "../../promql";
import { text, value } from "../../template";
import { healthyRedis, leftToDown, otherServers, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";
import { countedCauseKeep } from "../server-down";
import { bigKeys, maxmemoryValue, setMaxmemory } from "../../step-commands";

/** Alert for a server that rejects commands because its memory is full. */
export const redisOutOfMemory = (): Alert => {
  const alert = "RedisOutOfMemory";
  const own = redisMoments(alert, "critical");
  return {
    name: alert,
    symptom: "out-of-memory",
    severity: "critical",
    condition: fixed(outOfMemory, ">", 0),
    for: undefined,
    keepFiringFor: countedCauseKeep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("count")} commands were rejected in 2 minutes because memory is full`,
    impact: "Writes fail: jobs cannot be queued, sessions cannot be stored, and keys cannot be cached. Reads still work.",
    firstSteps: [
      {
        step: "If the host has free memory, raise the limit now. Then set it in the configuration too.",
        command: setMaxmemory,
        values: maxmemoryValue,
      },
      {
        step: "Find out what grew: list the biggest keys, or check the panels of the queues. Finished jobs that are never removed are a common cause.",
        command: bigKeys,
      },
      "Trim or expire that data. Use an eviction policy (allkeys-lru) only for a pure cache, never for a queue.",
    ],
    firstCommand: { redis: "info memory" },
    panel: "redis/memory",
    proofs: () =>
      also(
        redisProofs(alert, "critical", {
          // The increase within the window of the alert is below 1, so the alert fires only if its threshold is 0.
          beyond: { ...healthyRedis, outOfMemory: 1 / 64 / step },
          inside: { ...healthyRedis, outOfMemory: 0 },
          settle: 15,
          recover: 120,
          wait: 0,
          keep: countedCauseKeep.seconds,
          times: whileCounted(120),
        }),
        {
          fires: [
            redisScenario(
              `${alert} fires on the first errors ever, which create the series`,
              [hold(300, healthyRedis), hold(15, { ...healthyRedis, outOfMemory: 7 }), hold(600, { ...healthyRedis, outOfMemory: 0 })],
              [own.quiet(285), own.fires(330), own.fires(390)],
            ),
          ],
          quiet: [
            redisScenario(
              `${alert} is quiet for old errors, also when the exporter or Redis comes back`,
              [
                hold(60, { ...healthyRedis, outOfMemory: 5 }),
                hold(600, { ...healthyRedis, outOfMemory: 0 }),
                hold(120, { up: false }),
                hold(300, { ...healthyRedis, outOfMemory: 0 }),
                gone(60),
                hold(300, { ...healthyRedis, outOfMemory: 0 }),
              ],
              [own.quiet(600), own.quiet(780), own.quiet(810), own.quiet(1080), own.quiet(1155), own.quiet(1425)],
            ),
            {
              title: `${alert} is quiet when a restart resets the counter`,
              series: [
                ...redisWorld([hold(900, healthyRedis)]),
                {
                  metric: "redis_errors_total",
                  labels: { ...proofService, job: "redis-exporter", instance: redisTarget, err: "OOM" },
                  samples: Array.from({ length: 60 }, (_, at) => (at < 30 ? 500 : at === 30 ? "stale" : undefined)),
                },
              ],
              checks: [own.quiet(435), own.quiet(465), own.quiet(480), own.quiet(885)],
            },
          ],
        },
      ),
  };
};

/** Threshold for the used share of maxmemory, 0..1. */
export const redisMemoryThreshold = defineThreshold({
  key: "redisMemory",
  series: memoryUsedRatio,
  defaults: { warning: 0.8, critical: 0.95 },
  proven: { info: 0.6 },
  waits: { critical: 30, warning: 300 },
  guard: { when: "Redis rejects writes when its memory is full", expr: promql`${memoryRefuses.name}` },
});

/** Alerts for nearly full memory on a server that rejects writes when its memory is full. */
export const redisMemoryHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "RedisMemoryHigh",
    symptom: "memory",
    threshold: redisMemoryThreshold,
    keepFiringFor: minutes(2),
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("ratio")} of maxmemory is used`,
    impact: "At 100 %, Redis rejects writes. Queues and sessions stop working.",
    firstSteps: [
      "Open the panel. Find out whether memory grows steadily (a leak, jobs never removed) or in a step (a deployment, a big import).",
      { step: "Find out what uses the memory: list the biggest keys, and check the depth of the queues.", command: bigKeys },
      {
        step: "Remove or expire data that is not needed, or raise maxmemory if the host has free memory.",
        command: setMaxmemory,
        values: maxmemoryValue,
      },
    ],
    firstCommand: { redis: "info memory" },
    panel: "redis/memory",
    proofs: ({ severity, threshold, wait, keep }) => {
      const alert = "RedisMemoryHigh";
      const own = redisMoments(alert, severity);
      const at = (share: number, more: RedisState = {}): RedisState => ({ used: share * 1e8, ...more });
      return also(
        redisProofs(alert, severity, {
          beyond: at(threshold + 0.01),
          inside: at(threshold),
          settle: 15,
          recover: 60,
          wait,
          keep,
          times: bridged,
        }),
        {
          fires: [
            redisScenario(
              `${alert} ${severity} fires where only keys with an expiry are evicted, which may not be enough`,
              [hold(wait + 60, at(threshold + 0.01, { policy: "volatile-lru" }))],
              [own.fires(wait + 45)],
            ),
          ],
          quiet: [
            redisScenario(
              `${alert} ${severity} is quiet without maxmemory`,
              [hold(900, at(10, { max: 0 }))],
              [own.quiet(600), own.quiet(885)],
            ),
            {
              title: `${alert} ${severity} is quiet for a cache that evicts, beside servers that do not: it is full by design`,
              series: [
                ...redisWorld([hold(900, at(1, { policy: "allkeys-lru" }))]),
                ...otherServers(redisWorld([hold(900, at(threshold / 2))])),
              ],
              checks: [own.quiet(600), own.quiet(885)],
            },
            leftToDown(alert, severity, at(threshold - 0.01), 120),
          ],
        },
      );
    },
  });
