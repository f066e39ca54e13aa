import { fixed } from "../../condition";
import { clientsUsed, redisUp, rejected } from "./series";
import { identity, type Alert } from "../../model";
import { also, bridged, whileCounted } from "../../proofs/patterns";
import { gone, hold, step } from "../../proofs/samples";
import { minutes, seconds } from "../../promql";
import { countedCauseKeep, serverDown, serverDownKeep, serverDownWait } from "../server-down";
import { flappingProofs } from "../server-down-proofs";
import { text, value } from "../../template";
import { healthyRedis, leftToDown, redisDownAt, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";
import { serviceLog, serviceReplicas } from "../../step-commands";

/** `keep_firing_for` of RedisClientsHigh, so that a ratio near the threshold causes only one alert. */
const keep = minutes(2);

const flapping = () =>
  flappingProofs({
    alert: "RedisDown",
    healthy: healthyRedis,
    down: { up: false },
    at: redisDownAt,
    scenario: redisScenario,
  });

/** Alert for a server that is down or refuses the exporter. */
export const redisDown = (): Alert => ({
  name: "RedisDown",
  symptom: "server",
  severity: "critical",
  condition: serverDown(redisUp),
  for: serverDownWait,
  keepFiringFor: serverDownKeep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${redisName}: Redis is unreachable`,
  impact: "Everything that needs this Redis fails: queues stop, caches miss, sessions are lost.",
  firstSteps: [
    "Log in as the exporter does, with the command below. The reply shows whether the server is down, has no free connection, or rejects the password.",
    'If the reply is "max number of clients reached", all connections are in use, so redis-cli cannot connect either. Stop a client to free connections, and continue with RedisConnectionsRejected.',
    {
      step: 'If the reply is "LOADING", wait: Redis loads its data after a restart. If there is no reply, check whether the process runs, and whether it was killed because memory ran out.',
      command: [serviceReplicas, serviceLog],
    },
    {
      step: "If the reply is WRONGPASS or NOPERM, the user's password or permissions have changed. Compare the secret with the server's configuration.",
      command: { adminRedis: "acl getuser monitor" },
    },
  ],
  firstCommand: { redis: "ping" },
  panel: "redis/up",
  proofs: () =>
    also(
      redisProofs("RedisDown", "critical", {
        beyond: { up: false },
        inside: healthyRedis,
        settle: 15,
        recover: 60,
        wait: serverDownWait.seconds,
        keep: serverDownKeep.seconds,
        times: { detects: 0, clears: 45, loses: 45 },
      }),
      {
        resolves: [
          redisScenario(
            "RedisDown fires a minute after the last response, and resolves",
            [hold(300, healthyRedis), hold(300, { up: false }), hold(300, healthyRedis)],
            [redisDownAt.quiet(345), redisDownAt.fires(360), redisDownAt.fires(600), redisDownAt.quiet(885)],
          ),
          redisScenario(
            "RedisDown stays one alert while the server comes and goes",
            [
              hold(300, healthyRedis),
              ...Array.from({ length: 4 }, () => [hold(90, { up: false }), hold(60, healthyRedis)]).flat(),
              hold(300, healthyRedis),
            ],
            [redisDownAt.fires(390), redisDownAt.fires(450), redisDownAt.fires(600), redisDownAt.fires(900), redisDownAt.quiet(1185)],
          ),
        ],
        fires: flapping().fires,
        quiet: [
          ...flapping().quiet,
          redisScenario(
            "RedisDown is quiet during a failover of 45 seconds",
            [hold(300, healthyRedis), hold(45, { up: false }), hold(300, healthyRedis)],
            [redisDownAt.quiet(330), redisDownAt.quiet(345), redisDownAt.quiet(360), redisDownAt.quiet(390), redisDownAt.quiet(630)],
          ),
          redisScenario(
            "RedisDown is quiet during a restart that takes one scrape",
            [hold(300, healthyRedis), hold(15, { up: false }), hold(300, healthyRedis)],
            [redisDownAt.quiet(300), redisDownAt.quiet(315), redisDownAt.quiet(330), redisDownAt.quiet(585)],
          ),
          redisScenario(
            "RedisDown is quiet when one scrape is missed",
            [hold(300, healthyRedis), gone(15), hold(300, healthyRedis)],
            [redisDownAt.quiet(300), redisDownAt.quiet(315), redisDownAt.quiet(585)],
          ),
        ],
      },
    ),
});

/** Alert for a server that refuses connections because maxclients is reached. */
export const redisConnectionsRejected = (): Alert => {
  const alert = "RedisConnectionsRejected";
  const own = redisMoments(alert, "critical");
  return {
    name: alert,
    symptom: "connections",
    severity: "critical",
    condition: fixed(rejected, ">", 0),
    for: undefined,
    keepFiringFor: countedCauseKeep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("count")} connections were refused in 2 minutes`,
    impact: "All connections are in use. Programs cannot connect. When the exporter cannot connect either, RedisDown fires.",
    firstSteps: [
      "Group the result of the first command by name and address. Find out which clients hold most connections, and how long these connections have been idle. If redis-cli is refused too, stop a client first.",
      {
        step: "Raise the limit now. If needed, also raise the open-files limit of the process.",
        command: [{ redis: "config get maxclients" }, { adminRedis: "config set maxclients <n>" }],
        values: { n: "the limit, above the present value of `maxclients`" },
      },
      {
        step: "Fix the client that opens a connection per request, or let Redis close idle connections.",
        command: { adminRedis: "config set timeout <seconds>" },
        values: { seconds: "the time after which an idle connection is closed, for example `300`" },
      },
    ],
    firstCommand: { redis: "client list" },
    panel: "redis/rejected",
    proofs: () =>
      also(
        redisProofs(alert, "critical", {
          // The increase within the window of the alert is below 1, so the alert fires only if its threshold is 0.
          beyond: { ...healthyRedis, rejected: 1 / 64 / step },
          inside: { ...healthyRedis, rejected: 0 },
          settle: 15,
          recover: 120,
          wait: 0,
          keep: countedCauseKeep.seconds,
          times: whileCounted(120),
        }),
        {
          quiet: [
            redisScenario(
              `${alert} is quiet for old refusals when the exporter comes back`,
              [hold(60, { ...healthyRedis, rejected: 5 }), hold(600, healthyRedis), hold(300, { up: false }), hold(300, healthyRedis)],
              [own.quiet(600), own.quiet(975), own.quiet(1245)],
            ),
            redisScenario(
              `${alert} leaves it to RedisDown when the exporter is refused too`,
              [hold(300, healthyRedis), hold(300, { up: false })],
              [own.quiet(585), redisDownAt.fires(585)],
            ),
          ],
        },
      ),
  };
};

/** Share of maxclients in use above which the alert fires. */
const manyClients = 0.8;

/**
 * Alert for a server whose connections are running out. It fires before maxclients is reached, because at maxclients Redis refuses the
 * exporter too.
 */
export const redisClientsHigh = (): Alert => ({
  name: "RedisClientsHigh",
  symptom: "connections",
  severity: "warning",
  condition: fixed(clientsUsed, ">", manyClients),
  for: seconds(30),
  keepFiringFor: keep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${redisName}: ${value("ratio")} of maxclients is in use`,
  impact: "At 100 %, programs cannot connect.",
  firstSteps: [
    "Group the result of the first command by name and address. Find out which clients hold most connections, and how long these connections have been idle.",
    {
      step: "Compare with deployments: replicas times connections per replica must stay below maxclients.",
      command: { redis: "config get maxclients" },
    },
    {
      step: "If all clients are expected, raise maxclients before the limit is reached.",
      command: { adminRedis: "config set maxclients <n>" },
      values: { n: "the limit, above the present value of `maxclients`" },
    },
  ],
  firstCommand: { redis: "client list" },
  panel: "redis/rejected",
  proofs: () =>
    also(
      redisProofs("RedisClientsHigh", "warning", {
        beyond: { clients: 81 },
        inside: { clients: 80 },
        settle: 15,
        recover: 60,
        wait: 30,
        keep: keep.seconds,
        times: bridged,
      }),
      {
        quiet: [leftToDown("RedisClientsHigh", "warning", { clients: 80 }, 120)],
      },
    ),
});
