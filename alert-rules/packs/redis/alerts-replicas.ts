import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import { identity, type Alert } from "../../model";
import { also, bridged, whileCounted } from "../../proofs/patterns";
import { hold, step } from "../../proofs/samples";
import { minutes } from "../../promql";
import { text, value } from "../../template";
import { healthyRedis, leftToDown, otherServers, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";
import { queueEvictions, replicasMissing } from "./series-writes";
import { proofReplicas, redisWorld, type RedisState } from "./world";
import { bigKeys, maxmemoryValue, setMaxmemory } from "../../step-commands";

const keep = minutes(2);
const wait = minutes(2);

/** Alert for a master with fewer connected replicas than the catalogue expects. */
export const redisReplicaMissing = (): Alert => {
  const alert = "RedisReplicaMissing";
  const own = redisMoments(alert, "warning");
  const at = (replicas: number, more: RedisState = {}): RedisState => ({ ...healthyRedis, replicas, ...more });
  return {
    name: alert,
    symptom: "replication-replica",
    about: (service) => service.kind === "redis" && service.replicas > 0,
    severity: "warning",
    condition: fixed(latestOf(replicasMissing), ">", 0, {
      when: "fewer replicas are connected than the catalogue expects",
    }),
    for: wait,
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("count")} expected replica(s) are missing`,
    impact: "A failover may be impossible, or may lose data. Reads from the replica return stale data.",
    firstSteps: [
      "Check whether the replica runs, and read the end of its log.",
      "Run `redis-cli info replication` on the replica. If master_link_status is `down`, find out why it does not connect: address, password (masterauth, masteruser), TLS, or a full synchronisation that fails again and again.",
      "If synchronisations fail because of client-output-buffer-limit or repl-backlog-size, raise the setting on the master.",
      "If the number of replicas has changed on purpose, change `replicas` in the catalogue.",
    ],
    firstCommand: { redis: "info replication" },
    panel: "redis/replicas",
    proofs: () =>
      also(
        redisProofs(alert, "warning", {
          beyond: at(proofReplicas - 1),
          inside: at(proofReplicas),
          settle: 15,
          recover: 60,
          wait: wait.seconds,
          keep: keep.seconds,
          times: bridged,
        }),
        {
          quiet: [
            redisScenario(
              `${alert} is quiet while a replica is restarted`,
              [hold(300, at(proofReplicas)), hold(60, at(proofReplicas - 1)), hold(300, at(proofReplicas))],
              [own.quiet(345), own.quiet(420), own.quiet(645)],
            ),
            {
              title: `${alert} is quiet after a failover: this server is a replica now, and has none itself, unlike other servers`,
              series: [
                ...redisWorld([hold(300, at(proofReplicas)), hold(45, { up: false }), hold(900, at(0, { role: "slave" }))]),
                ...otherServers(redisWorld([hold(1245, at(proofReplicas))])),
              ],
              checks: [own.quiet(330), own.quiet(600), own.quiet(1230)],
            },
            redisScenario(
              `${alert} is quiet with more replicas than expected`,
              [hold(600, at(proofReplicas + 1))],
              [own.quiet(300), own.quiet(585)],
            ),
            leftToDown(alert, "warning", at(proofReplicas), 120),
          ],
        },
      ),
  };
};

/** Alert for a server that evicts keys although it holds a queue. */
export const redisQueueEvicted = (): Alert => {
  const alert = "RedisQueueEvicted";
  const own = redisMoments(alert, "critical");
  const at = (evicted: number): RedisState => ({ ...healthyRedis, evicted });
  return {
    name: alert,
    symptom: "queue-evictions",
    severity: "critical",
    condition: fixed(queueEvictions, ">", 0),
    for: undefined,
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("count")} keys were evicted in 5 minutes from a Redis that holds a queue`,
    impact: "Memory is full, and Redis deletes keys to make room. Jobs, their data and their locks are among them. Lost jobs never run.",
    firstSteps: [
      {
        step: "Stop the loss now: set the policy `noeviction`. Writes may then fail with OOM, which is better than lost jobs. Set the policy in the configuration too.",
        command: { adminRedis: "config set maxmemory-policy noeviction" },
      },
      {
        step: "If the host has free memory, raise the limit.",
        command: [{ redis: "info memory" }, setMaxmemory],
        values: maxmemoryValue,
      },
      { step: "Find out what grew: list the biggest keys. Move caches to another Redis, and remove finished jobs.", command: bigKeys },
      "Find out which jobs were lost: compare the database with the jobs that have run, and queue the missing ones again.",
    ],
    firstCommand: { redis: "config get maxmemory-policy" },
    panel: "redis/evicted",
    proofs: () =>
      also(
        redisProofs(
          alert,
          "critical",
          {
            // The increase within the window of the alert is below 1, so the alert fires only if its threshold is 0.
            beyond: at(1 / 64 / step),
            inside: at(0),
            settle: 15,
            recover: 300,
            wait: 0,
            keep: keep.seconds,
            times: whileCounted(300),
          },
          420,
        ),
        {
          quiet: [
            redisScenario(
              `${alert} is quiet for old evictions when the server or the exporter comes back`,
              [hold(60, at(5)), hold(900, at(0)), hold(300, { up: false }), hold(300, at(0))],
              [own.quiet(600), own.quiet(990), own.quiet(1275), own.quiet(1545)],
            ),
            leftToDown(alert, "critical", at(0), 120),
          ],
        },
      ),
  };
};
