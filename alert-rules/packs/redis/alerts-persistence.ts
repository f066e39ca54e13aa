import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged, moments, usualProofs } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { healthyRedis, leftToDown, redisName, redisScenario, redisWorlds } from "./proofs";
import { persistenceFailing, type PersistencePart } from "./series-writes";
import type { RedisState } from "./world";
import { serviceLog } from "../../step-commands";

const keep = minutes(2);
const wait = minutes(2);

/**
 * Alert for a server that cannot write its data to disk. By default, Redis also refuses writes after a failed snapshot, and
 * RedisWritesRefused fires.
 */
export const redisPersistenceFailing = (): Alert => {
  const alert = "RedisPersistenceFailing";
  const failing = (part: PersistencePart): RedisState => ({ ...healthyRedis, failing: part });
  const firesFor = (part: PersistencePart): Scenario =>
    redisScenario(
      `${alert} fires if the ${part} fails`,
      [hold(300, healthyRedis), hold(600, failing(part))],
      [
        moments(alert, "warning", { ...proofService, part }).quiet(300),
        moments(alert, "warning", { ...proofService, part }).fires(300 + wait.seconds + 60),
      ],
    );
  return {
    name: alert,
    symptom: "persistence",
    severity: "warning",
    condition: fixed(latestOf(persistenceFailing), "==", 1, {
      when: "the latest snapshot, or the latest write or rewrite of the append-only file, has failed",
    }),
    for: wait,
    keepFiringFor: keep,
    identity: [...identity, ...persistenceFailing.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: the latest ${label("part")} has failed`,
    impact:
      "Redis cannot write its data to disk. After a restart, it loses everything since the last success. With the default settings, it soon refuses writes.",
    firstSteps: [
      { step: "Read the server's log. It has the error of each attempt.", command: serviceLog },
      { step: "Check the free disk space and the permissions of the folder `dir`.", command: { redis: "config get dir" } },
      "If the fork fails (`Can't save in background: fork: Cannot allocate memory`), the host has too little free memory, or vm.overcommit_memory is not 1.",
      {
        step: "Try again: start a snapshot, or a rewrite of the append-only file.",
        command: [{ adminRedis: "bgsave" }, { adminRedis: "bgrewriteaof" }],
      },
    ],
    firstCommand: { redis: "info persistence" },
    panel: "redis/persistence",
    proofs: () =>
      also(
        usualProofs<RedisState>({
          alert,
          severity: "warning",
          identity: [...identity, ...persistenceFailing.extra],
          instance: { ...proofService, part: "snapshot" },
          worlds: redisWorlds,
          beyond: failing("snapshot"),
          inside: healthyRedis,
          settle: 15,
          recover: 60,
          wait: wait.seconds,
          keep: keep.seconds,
          times: bridged,
          missing: { then: "successor", after: 240 },
        }),
        {
          fires: [firesFor("append-only file"), firesFor("rewrite of the append-only file")],
          quiet: [
            redisScenario(
              `${alert} is quiet if the next snapshot, a minute later, succeeds`,
              [hold(300, healthyRedis), hold(60, failing("snapshot")), hold(600, healthyRedis)],
              [
                moments(alert, "warning", { ...proofService, part: "snapshot" }).quiet(345),
                moments(alert, "warning", { ...proofService, part: "snapshot" }).quiet(480),
                moments(alert, "warning", { ...proofService, part: "snapshot" }).quiet(930),
              ],
            ),
            leftToDown(alert, "warning", healthyRedis, 120),
          ],
        },
      ),
  };
};
