import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { also, moments, usualProofs, whileCounted } from "../../proofs/patterns";
import { hold, step } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { minutes } from "../../promql";
import { label, text, value } from "../../template";
import { healthyRedis, redisDownAt, redisName, redisScenario, redisWorlds } from "./proofs";
import { refusals, refused, type Refusal } from "./series-writes";
import type { RedisState } from "./world";
import { countedCauseKeep } from "../server-down";
import { serviceLog } from "../../step-commands";

/**
 * `for` of RedisWritesRefused. During a failover, Redis refuses writes for some seconds. The alert's series looks back two minutes, so it
 * stays above 0 for longer.
 */
const wait = minutes(3);

const refusing = (err: Refusal, perSecond = 10): RedisState => ({ ...healthyRedis, refused: { [err]: perSecond } });
const writable: RedisState = { ...healthyRedis, refused: Object.fromEntries(refusals.map((err) => [err, 0])) };

/** Alert for a server that refuses writes for a reason other than full memory. */
export const redisWritesRefused = (): Alert => {
  const alert = "RedisWritesRefused";
  const at = (err: Refusal) => moments(alert, "critical", { ...proofService, err });
  const own = at("MISCONF");
  const firstEver = (err: Refusal): Scenario =>
    redisScenario(
      `${alert} fires for ${err}, also on the first errors ever, which create the series`,
      [hold(300, healthyRedis), hold(600, refusing(err))],
      [at(err).quiet(300), at(err).quiet(450), at(err).fires(600), at(err).fires(885), ...at(err).edges(300 + wait.seconds)],
    );
  return {
    name: alert,
    symptom: "refused-writes",
    severity: "critical",
    condition: fixed(refused, ">", 0),
    for: wait,
    keepFiringFor: countedCauseKeep,
    identity: [...identity, ...refused.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("count")} writes were refused in 2 minutes with the error ${label("err")}`,
    impact:
      "Writes fail: jobs cannot be queued, sessions cannot be stored, and keys cannot be cached. Reads still work, except with CLUSTERDOWN.",
    firstSteps: [
      {
        step: "MISCONF: the latest snapshot has failed, so Redis refuses writes. Read its log; in most cases the disk is full or the folder is not writable. If writes matter more than snapshots, let Redis accept writes, and repair the disk.",
        command: [serviceLog, { adminRedis: "config set stop-writes-on-bgsave-error no" }],
      },
      {
        step: "READONLY: the address leads to a replica (`role:slave`), in most cases after a failover. Point the clients, or the name that they use, to the master, and restart clients that keep old connections.",
        command: { redis: "info replication" },
      },
      {
        step: "CLUSTERDOWN: no master serves a part of the hash slots, so a Redis Cluster refuses reads too. List the nodes, and start the failed master or a replica of it.",
        command: { adminRedis: "cluster nodes" },
      },
      {
        step: "NOREPLICAS: fewer replicas are connected than min-replicas-to-write requires. Bring the replicas back, or lower the setting.",
        command: { adminRedis: "config set min-replicas-to-write <n>" },
        values: { n: "the number of replicas that are connected, or `0`" },
      },
    ],
    firstCommand: { redis: "info persistence" },
    panel: "redis/refused",
    proofs: () =>
      also(
        usualProofs<RedisState>({
          alert,
          severity: "critical",
          identity: [...identity, ...refused.extra],
          instance: { ...proofService, err: "MISCONF" },
          worlds: redisWorlds,
          // The increase within the window of the alert is below 1, so the alert fires only if its threshold is 0.
          beyond: refusing("MISCONF", 1 / 64 / step),
          inside: writable,
          settle: 15,
          recover: 120,
          wait: wait.seconds,
          keep: countedCauseKeep.seconds,
          times: whileCounted(120),
          missing: { then: "successor", after: 240 },
        }),
        {
          fires: refusals.map(firstEver),
          quiet: [
            redisScenario(
              `${alert} is quiet during a failover: clients write to the old master for 45 seconds`,
              [hold(300, writable), hold(45, refusing("READONLY", 100)), hold(600, writable)],
              [at("READONLY").quiet(345), at("READONLY").quiet(480), at("READONLY").quiet(510), at("READONLY").quiet(930)],
            ),
            redisScenario(
              `${alert} is quiet for old errors when the server or the exporter comes back`,
              [hold(60, refusing("MISCONF")), hold(600, writable), hold(120, { up: false }), hold(600, writable)],
              [own.quiet(600), own.quiet(780), own.quiet(960), own.quiet(1365)],
            ),
            redisScenario(
              `${alert} leaves a server that is down to RedisDown`,
              [hold(300, writable), hold(300, { up: false })],
              [own.quiet(585), redisDownAt.fires(585)],
            ),
          ],
        },
      ),
  };
};
