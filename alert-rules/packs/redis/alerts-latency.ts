import { defineThreshold } from "../../condition";
import { latency } from "./series";
import type { Alert } from "../../model";
import { also } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { RedisState } from "./world";
import { minutes } from "../../promql";
import { text, value } from "../../template";
import { healthyRedis, leftToDown, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";
import type { OwnThresholds } from "../../rule-facts";
import { thresholdAlerts } from "../../thresholds";

/** Threshold in seconds for the mean duration of the slowest command, or for the median ping time if that is longer. */
export const redisLatencyThreshold = defineThreshold({
  key: "redisLatency",
  series: latency,
  defaults: { warning: 0.05 },
  proven: { critical: 0.2, info: 0.02 },
  waits: { warning: 120 },
});

/** Alerts for a Redis server with a slow command or slow responses to pings. */
export const redisLatencyHigh = (facts: OwnThresholds): Alert[] =>
  thresholdAlerts(facts, {
    name: "RedisLatencyHigh",
    symptom: "latency",
    threshold: redisLatencyThreshold,
    keepFiringFor: minutes(2),
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: Redis takes ${value("duration")} to respond`,
    impact: "Redis runs one command at a time. While a slow command runs, every client waits.",
    firstSteps: [
      'List the slow commands with their arguments, with the first command. The panel "Slowest commands" on the same dashboard shows since when a command has been slow.',
      "If the command is KEYS, SMEMBERS, HGETALL, LRANGE 0 -1 or a script over a big key, change the caller. Use SCAN and smaller keys.",
      {
        step: "If no command is slow, check the CPU and swap of the host, a fork for a snapshot (`latest_fork_usec` in `redis-cli info stats`), and the network.",
        command: { redis: "info stats" },
      },
    ],
    firstCommand: { redis: "slowlog get 20" },
    panel: "redis/latency",
    proofs: ({ severity, threshold, wait, keep }) => {
      const alert = "RedisLatencyHigh";
      const own = redisMoments(alert, severity);
      const traffic = { get: { perSecond: 1000, seconds: 0.00001 } };
      const script = (duration: number): RedisState => ({ commands: { ...traffic, evalsha: { perSecond: 2, seconds: duration } } });
      const settle = 300;
      const quiet = (title: string, state: RedisState) =>
        redisScenario(`${alert} ${severity} is quiet ${title}`, [hold(1500, state)], [own.quiet(450), own.quiet(900), own.quiet(1485)]);
      return also(
        redisProofs(
          alert,
          severity,
          {
            beyond: script(threshold * 1.02),
            inside: script(threshold * 0.98),
            settle,
            wait,
            keep,
            times: { detects: 135, clears: 135, loses: settle - 30 },
          },
          settle + 120,
        ),
        {
          fires: [
            redisScenario(
              `${alert} ${severity} fires when Redis is so busy that it responds late, although each command is fast`,
              [hold(600, healthyRedis), hold(600, { commands: traffic, ping: threshold * 1.5 })],
              [own.quiet(600), own.fires(600 + settle + wait)],
            ),
          ],
          quiet: [
            quiet("for workers that wait in BZPOPMIN", { commands: { ...traffic, bzpopmin: { perSecond: 1, seconds: 5 } } }),
            quiet("for streams read with XREADGROUP and for WAIT", {
              commands: { xreadgroup: { perSecond: 1, seconds: 2 }, wait: { perSecond: 1, seconds: 1 } },
            }),
            quiet("when responses to pings take exactly as long as the threshold", { commands: traffic, ping: threshold }),
            quiet("for fast scripts", script(0.001)),
            quiet("for a slow command that is rarely used", { commands: { ...traffic, keys: { perSecond: 0.01, seconds: 2 } } }),
            quiet("for a server without traffic", {}),
            redisScenario(
              `${alert} ${severity} is quiet when one ping is slow`,
              [hold(600, healthyRedis), hold(15, { ...healthyRedis, ping: 3 }), hold(600, healthyRedis)],
              [own.quiet(615), own.quiet(750), own.quiet(900)],
            ),
            leftToDown(alert, severity, script(threshold * 0.98), 120),
          ],
        },
      );
    },
  });
