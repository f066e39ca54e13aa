import { fixed } from "../../condition";
import { clientsUsed, redisUp, rejected } from "./series";
import { identity, type Alert } from "../../model";
import { also } from "../../proofs/patterns";
import { gone, hold } from "../../proofs/samples";
import { minutes, seconds } from "../../promql";
import { serverDown, serverDownKeep, serverDownWait } from "../server-down";
import { text, value } from "../../template";
import { healthyRedis, leftToDown, redisDownAt, redisMoments, redisName, redisProofs, redisScenario } from "./proofs";

/** What counts within two minutes, or crosses a share, may come and go. */
const keep = minutes(2);

/** The server is down, or refuses even the exporter. */
export const redisDown = (): Alert => ({
  name: "RedisDown",
  symptom: "server",
  severity: "critical",
  condition: serverDown(redisUp),
  for: serverDownWait,
  keepFiringFor: serverDownKeep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${redisName}: Redis cannot be reached`,
  impact: "Queues stand still, caches miss and sessions are lost; whatever needs this Redis fails.",
  firstSteps: [
    "redis-cli -h <host> ping from the monitoring network, as the user `monitor`: the answer says whether it is down, full or refuses the password.",
    '"max number of clients reached": all connections are taken. Find the leak in client list, raise maxclients with config set.',
    '"LOADING": it is reading its file after a restart; wait. No answer at all: see whether the process runs, and read its log for an out-of-memory kill.',
    "WRONGPASS or NOPERM: user or password changed; compare the secret with the server.",
  ],
  panel: "redis/up",
  proofs: also(
    redisProofs("RedisDown", "critical", {
      beyond: { up: false },
      inside: healthyRedis,
      settle: 15,
      recover: 60,
      wait: serverDownWait.seconds,
      keep: serverDownKeep.seconds,
    }),
    {
      resolves: [
        redisScenario(
          "RedisDown fires a minute after the last answer, and resolves",
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
      quiet: [
        redisScenario(
          "RedisDown is quiet at a failover of 45 seconds",
          [hold(300, healthyRedis), hold(45, { up: false }), hold(300, healthyRedis)],
          [redisDownAt.quiet(330), redisDownAt.quiet(345), redisDownAt.quiet(360), redisDownAt.quiet(390), redisDownAt.quiet(630)],
        ),
        redisScenario(
          "RedisDown is quiet at a restart that takes one scrape",
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

/** Clients are turned away at maxclients. */
export const redisConnectionsRejected = (): Alert => {
  const alert = "RedisConnectionsRejected";
  const own = redisMoments(alert, "critical");
  return {
    name: alert,
    symptom: "connections",
    severity: "critical",
    condition: fixed(rejected, ">", 0),
    for: undefined,
    keepFiringFor: keep,
    identity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${redisName}: ${value("count")} connections refused in 2 minutes`,
    impact: "All connections are taken: programs that start or reconnect cannot, and soon the exporter cannot either (then RedisDown).",
    firstSteps: [
      "client list, grouped by name and address: who holds so many, and how long have they been idle?",
      "Raise the limit at once: config set maxclients <n> (and the process's open files).",
      "Fix the client that opens a connection per request, or set timeout <seconds> to drop idle ones.",
    ],
    panel: "redis/rejected",
    proofs: also(
      redisProofs(alert, "critical", {
        beyond: { ...healthyRedis, rejected: 0.2 },
        inside: { ...healthyRedis, rejected: 0 },
        settle: 15,
        recover: 120,
        wait: 0,
        keep: keep.seconds,
      }),
      {
        quiet: [
          redisScenario(
            `${alert} is quiet about refusals of long ago when the exporter comes back`,
            [hold(60, { ...healthyRedis, rejected: 5 }), hold(600, healthyRedis), hold(300, { up: false }), hold(300, healthyRedis)],
            [own.quiet(600), own.quiet(975), own.quiet(1245)],
          ),
          redisScenario(
            `${alert} leaves it to RedisDown when even the exporter is refused`,
            [hold(300, healthyRedis), hold(300, { up: false })],
            [own.quiet(585), redisDownAt.fires(585)],
          ),
        ],
      },
    ),
  };
};

/** Share of maxclients from which the rest may be gone soon. */
const manyClients = 0.8;

/** Connections run out: the last chance to see it, for at the limit the exporter is refused, too. */
export const redisClientsHigh = (): Alert => ({
  name: "RedisClientsHigh",
  symptom: "connections",
  severity: "warning",
  condition: fixed(clientsUsed, ">", manyClients),
  for: seconds(30),
  keepFiringFor: keep,
  identity,
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${redisName}: ${value("ratio")} of the connections Redis allows are taken`,
  impact: "When none is left, programs that start or reconnect are refused.",
  firstSteps: [
    "client list, grouped by name and address: who holds so many, and how long have they been idle?",
    "Compare with deployments: replicas times connections of each must stay below maxclients.",
    "Raise maxclients before it is reached, if the clients are all wanted.",
  ],
  panel: "redis/rejected",
  proofs: also(
    redisProofs("RedisClientsHigh", "warning", {
      beyond: { clients: 81 },
      inside: { clients: 80 },
      settle: 15,
      recover: 60,
      wait: 30,
      keep: keep.seconds,
    }),
    {
      quiet: [leftToDown("RedisClientsHigh", "warning", { clients: 80 }, 120)],
    },
  ),
});
