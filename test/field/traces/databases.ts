import { postgresServer, redisServer, type RedisLoad, type ServerLoad } from "../language/databases";
import { answered, refused, repeated, restarted, type Timeline } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { catalogue, discovered } from "../names";

const primary: ServerLoad = { primary: true, connections: 30, commits: 200, standbys: 1 };
const standby: ServerLoad = { primary: false, connections: 10, commits: 20, lag: 0.4 };
const redis: RedisLoad = { memory: 0.5, clients: 40, commands: 500 };
const { aiRedis, journalPostgres, siteRedis, sitePostgres, platformPostgres } = catalogue;
/** A Redis that holds no queue. */
const cache = discovered("cache");

/** Returns the series of two servers of one cluster, with their roles in the catalogue. */
const cluster = (first: Timeline<ServerLoad>, second: Timeline<ServerLoad>) => (every: number) => [
  ...postgresServer(catalogue.primary, "primary", first, every),
  ...postgresServer(catalogue.standby, "replica", second, every),
];
const both = [catalogue.primary, catalogue.standby];

/** Traces of PostgreSQL and Redis servers, for example during a switchover. */
export const databases: readonly Trace[] = [
  trace(
    "PostgreSQL switchover: the roles swap permanently",
    60,
    both,
    cluster(
      [answered(30, primary), answered(0.5, { ...primary, standbys: 0 }), answered(29.5, standby)],
      [answered(30.5, standby), answered(29.5, primary)],
    ),
  ),
  trace(
    "PostgreSQL failover: the old primary returns as a standby after two minutes",
    60,
    both,
    cluster(
      [answered(30, primary), answered(0.75, { ...primary, reachable: false }), refused(1.25, primary), restarted(answered(28, standby))],
      [
        answered(30, standby),
        answered(0.5, { ...standby, receiving: false, lag: 20 }),
        answered(1.5, { ...primary, standbys: 0 }),
        answered(28, primary),
      ],
    ),
  ),
  trace(
    "the standby restarts, is down for 45 seconds and catches up",
    60,
    both,
    cluster(
      [answered(30, primary), answered(0.75, { ...primary, standbys: 0 }), answered(29.25, primary)],
      [
        answered(30, standby),
        answered(0.75, { ...standby, reachable: false }),
        restarted(answered(1, { ...standby, lag: 20 })),
        answered(28.25, standby),
      ],
    ),
  ),
  trace(
    "a night without writes: the standby has nothing to replay for 50 minutes",
    60,
    both,
    cluster(
      [answered(60, { ...primary, commits: 0.02 })],
      [
        answered(10, standby),
        ...Array.from({ length: 50 }, (_, minute) => answered(1, { ...standby, lag: 0, sinceReplay: minute * 60, commits: 0 })),
      ],
    ),
  ),
  trace("a dump of the database: one transaction of 40 minutes", 60, [journalPostgres], (every) =>
    postgresServer(
      journalPostgres,
      "primary",
      [
        answered(10, primary),
        ...Array.from({ length: 40 }, (_, minute) => answered(1, { ...primary, standbys: 0, dump: minute * 60 })),
        answered(10, primary),
      ],
      every,
    ),
  ),
  trace("connections reach 75 of 100 in a peak of 15 minutes", 60, [sitePostgres], (every) =>
    postgresServer(
      sitePostgres,
      "primary",
      [answered(20, primary), answered(15, { ...primary, connections: 75 }), answered(25, primary)],
      every,
    ),
  ),
  trace("connections touch 96 of 100 for one scrape at each deploy", 60, [platformPostgres], (every) =>
    postgresServer(
      platformPostgres,
      "primary",
      repeated(2, answered(19.75, primary), answered(0.25, { ...primary, connections: 96 }), answered(10, primary)),
      every,
    ),
  ),
  trace("a cache with allkeys-lru is full and evicts a little", 60, [cache], (every) =>
    redisServer(cache, [answered(60, { ...redis, memory: 0.998, evicted: 0.5 })], every, "allkeys-lru"),
  ),
  trace("Redis fails over: down for 30 seconds, then an empty replica takes over", 60, [aiRedis], (every) =>
    redisServer(
      aiRedis,
      [
        answered(30, redis),
        answered(0.5, { ...redis, reachable: false }),
        restarted(answered(5, { ...redis, memory: 0.02, hits: 0.2, clients: 60 })),
        answered(24.5, redis),
      ],
      every,
    ),
  ),
  trace("an idle cache: two reads a minute, both miss", 60, [siteRedis], (every) =>
    redisServer(siteRedis, [answered(60, { memory: 0.01, clients: 2, commands: 2 / 60, hits: 0 })], every),
  ),
];
