import { identity, type Alert } from "../../model";
import { also } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { text } from "../../template";
import { serverUnreachable, unreachableKeep } from "../server-down";
import { healthyRedis, redisDownAt, redisName, redisProofs, redisScenario, redisUnreachableAt } from "./proofs";
import { redisUp } from "./series";

const alert = "RedisUnreachable";

/**
 * The server did not respond at the latest scrape. It inhibits alerts of dependents until RedisDown fires, or until the server is back. Without it, a
 * service's errors are a second page: they fire before RedisDown, which waits for a restart to end.
 */
export const redisUnreachable = (): Alert => ({
  name: alert,
  symptom: "server",
  severity: "info",
  notifies: false,
  condition: serverUnreachable(redisUp),
  for: undefined,
  keepFiringFor: unreachableKeep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${redisName}: Redis did not respond at the latest scrape`,
  impact: "Services that need this Redis fail. If it does not respond for a minute, RedisDown pages.",
  firstSteps: [
    "Wait a minute: a restart or failover ends by itself, and RedisDown fires if it does not.",
    "If this alert fires often, find out what restarts the server: check its log, its memory and deployments.",
  ],
  panel: "redis/up",
  proofs: also(
    redisProofs(alert, "info", {
      beyond: { up: false },
      inside: healthyRedis,
      settle: 15,
      recover: 30,
      wait: 0,
      keep: unreachableKeep.seconds,
      times: { detects: 0, clears: 0, loses: 15 },
    }),
    {
      resolves: [
        redisScenario(
          `${alert} fires at the first scrape, before RedisDown, and ends after a failover of 45 seconds`,
          [hold(300, healthyRedis), hold(45, { up: false }), hold(300, healthyRedis)],
          [
            redisUnreachableAt.quiet(285),
            redisUnreachableAt.fires(300),
            redisUnreachableAt.fires(345),
            redisDownAt.quiet(345),
            redisUnreachableAt.quiet(420),
          ],
        ),
      ],
      quiet: [
        redisScenario(
          `${alert} is quiet when one scrape of the exporter is missed`,
          [hold(300, healthyRedis), gone(15), hold(300, healthyRedis)],
          [redisUnreachableAt.quiet(300), redisUnreachableAt.quiet(315), redisUnreachableAt.quiet(585)],
        ),
      ],
    },
  ),
});
