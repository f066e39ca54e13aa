import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { persistenceParts, refusals, type PersistencePart } from "./series-writes";

/** Simulated state of one Redis server. */
export interface RedisState {
  /** Whether the exporter reaches the server. Default: true. */
  readonly up?: boolean;
  /** Whether the server's values are missing although `redis_up` is 1. Default: false. */
  readonly blind?: boolean;
  /** Memory in use (`used`, default 1 MB) and `maxmemory` (`max`, default 100 MB), in bytes. With a `max` of 0, there is no limit. */
  readonly used?: number;
  readonly max?: number;
  readonly policy?: "noeviction" | "allkeys-lru" | "volatile-lru";
  /** Commands per second that are rejected because memory is full. Absent: none since the start, so the series does not exist. */
  readonly outOfMemory?: number;
  /** Writes per second that are refused with each error in `refusals`. Absent: none since the start. */
  readonly refused?: Readonly<Record<string, number>>;
  /** The part of persistence whose latest attempt has failed. Default: none. */
  readonly failing?: PersistencePart;
  /** Role of the server, and number of connected replicas. Default: a master without replicas. */
  readonly role?: "master" | "slave";
  readonly replicas?: number;
  /** Keys per second that are evicted. Default: 0. */
  readonly evicted?: number;
  /** Connections per second that are refused at maxclients. Default: 0. */
  readonly rejected?: number;
  /** Number of connected clients, of at most 100. Default: 5. */
  readonly clients?: number;
  /** Commands by name: calls per second, and the duration of each call in seconds. */
  readonly commands?: Readonly<Record<string, { readonly perSecond: number; readonly seconds: number }>>;
  /** Response time to the exporter's ping, in seconds. Default: 0.0005. */
  readonly ping?: number;
}

const target = { job: "redis-exporter", instance: "redis-exporter-proof-web:9121", ...proofService } as const;

/** Number of replicas that the catalogue of the proofs expects for the server. */
export const proofReplicas = 2;

/** Label `instance` of the simulated exporter's target. */
export const redisTarget = target.instance;

/**
 * Simulates the raw series of redis_exporter 1.86.0 for one server, including `up`. In an `undefined` phase, the exporter does not respond.
 */
export function redisWorld(phases: readonly Phase<RedisState>[]): RawSeries[] {
  const when = (pick: (state: RedisState) => number | undefined) => mapPhases(phases, pick);
  const reached = (pick: (state: RedisState) => number | undefined) =>
    when((state) => (state.up === false || state.blind === true ? undefined : pick(state)));
  const of = (metric: string, pick: (state: RedisState) => number | undefined, more: Readonly<Record<string, string>> = {}) =>
    gauge(`redis_${metric}`, { ...target, ...more }, reached(pick));
  const total = (metric: string, pick: (state: RedisState) => number | undefined, more: Readonly<Record<string, string>> = {}) =>
    counter(`redis_${metric}_total`, { ...target, ...more }, reached(pick));
  const names = [...new Set(phases.flatMap((phase) => Object.keys(phase.value?.commands ?? {})))];
  const policies = [...new Set(phases.map((phase) => phase.value?.policy ?? "noeviction"))];
  const roles = [...new Set(phases.map((phase) => phase.value?.role ?? "master"))];
  return [
    upOf(target.job, phases, { instance: target.instance }),
    gauge(
      "redis_up",
      target,
      when((state) => (state.up === false ? 0 : 1)),
    ),
    of("memory_used_bytes", ({ used = 1e6 }) => used),
    of("memory_max_bytes", ({ max = 1e8 }) => max),
    ...policies.flatMap((policy) =>
      roles.map((role) =>
        of("instance_info", (state) => ((state.policy ?? "noeviction") === policy && (state.role ?? "master") === role ? 1 : undefined), {
          maxmemory_policy: policy,
          redis_mode: "standalone",
          redis_version: "8.0.6",
          role,
        }),
      ),
    ),
    of("connected_slaves", ({ replicas = 0 }) => replicas),
    ...Object.entries(persistenceParts).map(([part, name]) => of(name.replace("redis_", ""), ({ failing }) => Number(failing !== part))),
    total("evicted_keys", ({ evicted = 0 }) => evicted),
    total("errors", ({ outOfMemory }) => outOfMemory, { err: "OOM" }),
    ...refusals.map((err) => total("errors", ({ refused }) => refused?.[err], { err })),
    total("errors", () => 0, { err: "ERR" }),
    total("rejected_connections", ({ rejected = 0 }) => rejected),
    of("connected_clients", ({ clients = 5 }) => clients),
    of("max_clients", () => 100),
    of("exporter_last_scrape_ping_time_seconds", ({ ping = 0.0005 }) => ping),
    ...names.flatMap((cmd) => [
      total("commands", ({ commands }) => commands?.[cmd]?.perSecond ?? 0, { cmd }),
      total(
        "commands_duration_seconds",
        ({ commands }) => {
          const { perSecond, seconds } = commands?.[cmd] ?? { perSecond: 0, seconds: 0 };
          return perSecond * seconds;
        },
        { cmd },
      ),
    ]),
  ].filter((series) => series.samples.some((sample) => typeof sample === "number"));
}
