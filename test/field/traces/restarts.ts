import { probe } from "../language/checks";
import { postgresServer, redisServer, type RedisLoad, type ServerLoad } from "../language/databases";
import { httpInstance, pod, type Load } from "../language/http";
import { answered, refused, restarted, unseen } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { bullmqWorker, type QueueLoad } from "../language/workers";
import { catalogue, discovered, queues } from "../names";

const busy: Load = { rps: 10 };
const none: Load = { rps: 0 };
const old = { past: { requests: 4_000_000, failed: 900 } };
const server: ServerLoad = { primary: true, connections: 30, commits: 200 };
const redis: RedisLoad = { memory: 0.5, clients: 40, commands: 500 };
const jobsRun: QueueLoad = { waiting: 3, oldest: 2, done: 0.5 };

const crash = discovered("crash");
const inPlace = discovered("in-place-restart");
const away = discovered("prometheus-away");
const nodeA = discovered("drained-node-a");
const nodeB = discovered("drained-node-b");

/** Traces with restarts of services, exporters, databases and Prometheus itself. */
export const restarts: readonly Trace[] = [
  trace("one of three pods crashes and recovers after half a minute", 60, [crash], (every) => [
    ...httpInstance(
      pod(crash, 10),
      [answered(24.75, busy), answered(0.25, { rps: 10, failed: 0.05 }), refused(0.5, none), restarted(answered(34.5, busy))],
      every,
      old,
    ),
    ...[11, 12].flatMap((number) => httpInstance(pod(crash, number), [answered(60, busy)], every, old)),
  ]),
  trace("a process restarts between two scrapes: its counters start at 0", 60, [inPlace], (every) =>
    httpInstance(pod(inPlace, 10), [answered(25, busy), restarted(answered(35, busy))], every, old),
  ),
  trace("a node is drained: pods of two services move one after the other", 60, [nodeA, nodeB], (every) =>
    [nodeA, nodeB].flatMap((service, index) => [
      ...httpInstance(
        pod(service, 10 + index),
        [answered(22 + index * 3, busy), refused(0.75, none), restarted(answered(37.25 - index * 3, busy))],
        every,
        old,
      ),
      ...httpInstance(pod(service, 20 + index), [answered(60, busy)], every, old),
    ]),
  ),
  trace("Prometheus is down for 20 minutes", 60, [away], (every) =>
    [10, 11].flatMap((number) => httpInstance(pod(away, number), [answered(20, busy), unseen(20, busy), answered(20, busy)], every, old)),
  ),
  trace("redis_exporter restarts", 60, [catalogue.platformRedis], (every) =>
    redisServer(catalogue.platformRedis, [answered(30, redis), refused(0.5, redis), answered(29.5, redis)], every),
  ),
  trace("postgres_exporter restarts", 60, [catalogue.platformPostgres], (every) =>
    postgresServer(catalogue.platformPostgres, "primary", [answered(30, server), refused(0.75, server), answered(29.25, server)], every),
  ),
  trace("blackbox_exporter restarts: two scrapes of every check are refused", 60, [catalogue.gatewayHealth, catalogue.mcpHealth], (every) =>
    [catalogue.gatewayHealth, catalogue.mcpHealth].flatMap((service, index) =>
      probe(
        service,
        "health",
        `http://${service.service}.${service.system}:${7000 + index}/health`,
        [answered(30, { good: true }), refused(0.5, { good: true }), answered(29.5, { good: true })],
        every,
      ),
    ),
  ),
  trace("Redis restarts between two scrapes: counters start at 0, one login is refused", 60, [catalogue.siteRedis], (every) =>
    redisServer(
      catalogue.siteRedis,
      [
        answered(30, redis),
        answered(0.25, { ...redis, reachable: false }),
        restarted(answered(29.75, { ...redis, memory: 0.3, clients: 5 })),
      ],
      every,
    ),
  ),
  trace("PostgreSQL restarts for a minor version in 30 seconds", 60, [catalogue.sitePostgres], (every) =>
    postgresServer(
      catalogue.sitePostgres,
      "primary",
      [answered(30, server), answered(0.5, { ...server, reachable: false }), restarted(answered(29.5, server))],
      every,
    ),
  ),
  trace("a worker is deployed: no worker runs for 45 seconds, 20 jobs wait", 60, [catalogue.journalWorker], (every) =>
    bullmqWorker(
      catalogue.journalWorker,
      [queues.jobs],
      [
        answered(30, jobsRun),
        refused(0.75, { waiting: 20, oldest: 45, done: 0 }),
        restarted(answered(1, { waiting: 20, oldest: 45, done: 1 })),
        answered(28.25, jobsRun),
      ],
      every,
    ),
  ),
];
