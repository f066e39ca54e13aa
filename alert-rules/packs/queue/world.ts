import type { QueueProfile } from "../../../exporters/instrumentation/model";
import { counter, gauge, step, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** State of one queue. `failed` and `completed` are jobs per second. */
export interface QueueState {
  readonly waiting?: number;
  readonly oldestAge?: number;
  readonly failed?: number;
  readonly completed?: number;
  /** Whether a worker sends heartbeats. Default: "yes". "unseen": the heartbeat metric is missing, as if never exposed. */
  readonly alive?: "yes" | "no" | "unseen";
}

/** Name of the queue in the proofs. */
export const proofQueue = "jobs";
/** Identity labels of the alerts in the proofs. */
export const proofQueueInstance = { ...proofService, queue: proofQueue } as const;

const map = <T, U>(phases: readonly Phase<T>[], of: (value: T) => U | undefined): Phase<U>[] =>
  phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? undefined : of(phase.value) }));

/** A Unix time that advances while a worker is alive and stops while none is; the proofs' clock starts at 0. */
function heartbeatSamples(phases: readonly Phase<QueueState>[]): RawSeries["samples"] {
  const seen = map(phases, ({ alive = "yes" }) => (alive === "unseen" ? undefined : alive));
  let last = 0;
  let at = 0;
  return seen.flatMap((phase, index) =>
    Array.from({ length: Math.round(phase.for / step) }, (_, n) => {
      const now = at++ * step;
      if (phase.value === undefined) return n === 0 && index > 0 ? ("stale" as const) : undefined;
      if (phase.value === "yes") last = now;
      return last;
    }),
  );
}

/** Address of a queue's target in the proofs. */
export const queueTarget = "web:9464";

/** Labels of one raw series of a queue; arq's names are in the label `key`. */
export const queueLabels = (profile: QueueProfile, name: string, queue = proofQueue, instance = queueTarget): RawSeries["labels"] => ({
  job: profile.id,
  instance,
  instrumentation: profile.id,
  ...proofService,
  ...(profile.id === "arq" ? { filename: "/etc/redis_exporter/arq.lua", key: `${queue}:${name}` } : { queue }),
});

/** The raw series of one queue in one profile as one target exposes them, without `up`. */
export function queueSeries(profile: QueueProfile, phases: readonly Phase<QueueState>[], instance = queueTarget): RawSeries[] {
  const of = (name: string) => queueLabels(profile, name, proofQueue, instance);
  const isArq = profile.heartbeat === undefined;
  const count = (state: string, value: (state: QueueState) => number) =>
    gauge(profile.waiting, { ...of("waiting"), state }, map(phases, value));
  const depth = isArq
    ? [
        gauge(
          profile.waiting,
          of("waiting"),
          map(phases, ({ waiting = 0 }) => waiting),
        ),
      ]
    : [
        // The threshold applies to jobs that can run now; jobs in these states never count.
        ...["active", "completed", "delayed", "failed", "waiting-children"].map((state) => count(state, () => 1000)),
        count("waiting", ({ waiting = 0 }) => Math.ceil(waiting / 2)),
        count("prioritized", ({ waiting = 0 }) => Math.floor(waiting / 2)),
      ];
  // arq's totals expire with the health-check key when no worker renews it.
  const total = (name: "failed" | "completed") =>
    counter(
      profile[name],
      of(name),
      map(phases, (state) => (isArq && (state.alive ?? "yes") !== "yes" ? undefined : (state[name] ?? 0))),
    );
  return [
    ...depth,
    gauge(
      profile.oldestAge,
      of("oldest_age_seconds"),
      map(phases, ({ oldestAge = 0 }) => oldestAge),
    ),
    total("failed"),
    total("completed"),
    ...(profile.heartbeat === undefined ? [] : [{ metric: profile.heartbeat, labels: of("heartbeat"), samples: heartbeatSamples(phases) }]),
  ];
}

/** The same with `up`. An `undefined` phase is a target that does not respond. */
export const queueWorld = (profile: QueueProfile, phases: readonly Phase<QueueState>[]): RawSeries[] => [
  ...queueSeries(profile, phases),
  upOf(profile.id, phases),
];
