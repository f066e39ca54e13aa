import type { QueueProfile } from "../../../exporters/instrumentation/model";
import { counter, gauge, mapPhases, step, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Simulated state of one queue. `failed` and `completed` are in jobs per second, `oldestAge` in seconds. */
export interface QueueState {
  readonly waiting?: number;
  readonly oldestAge?: number;
  readonly failed?: number;
  readonly completed?: number;
  /** Whether a worker sends heartbeats. `unseen` means that the heartbeat metric is missing, as if never exposed. Default: `yes`. */
  readonly alive?: "yes" | "no" | "unseen";
  /** Whether the queue is paused, if the application reports it. Default: not reported. */
  readonly paused?: boolean;
  /** Number of live workers. Only for arq. Default: 1 if a worker is alive, else 0. */
  readonly live?: number;
}

/** Name of the simulated queue. */
export const proofQueue = "jobs";
/** Number of workers that the catalogue of the proofs expects for each queue. */
export const proofWorkers = 2;
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofQueueInstance = { ...proofService, queue: proofQueue } as const;

/** Samples of a Unix time that advances only while a worker is alive. The simulation starts at 0. */
function heartbeatSamples(phases: readonly Phase<QueueState>[]): RawSeries["samples"] {
  const seen = mapPhases(phases, ({ alive = "yes" }) => (alive === "unseen" ? undefined : alive));
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

/** Label `instance` of the simulated target. */
export const queueTarget = "web:9464";

/** Labels of one raw series of a queue. For arq, the label `key` holds the queue's name and the name of the value. */
export const queueLabels = (profile: QueueProfile, name: string, queue = proofQueue, instance = queueTarget): RawSeries["labels"] => ({
  job: profile.id,
  instance,
  instrumentation: profile.id,
  ...proofService,
  ...(profile.id === "arq" ? { filename: "/etc/redis_exporter/arq.lua", key: `${queue}:${name}` } : { queue }),
});

/** Simulates the raw series of one queue with one profile, as one target exposes them, without `up`. */
export function queueSeries(profile: QueueProfile, phases: readonly Phase<QueueState>[], instance = queueTarget): RawSeries[] {
  const of = (name: string) => queueLabels(profile, name, proofQueue, instance);
  const isArq = profile.heartbeat === undefined;
  const count = (state: string, value: (state: QueueState) => number) =>
    gauge(profile.waiting, { ...of("waiting"), state }, mapPhases(phases, value));
  const depth = isArq
    ? [
        gauge(
          profile.waiting,
          of("waiting"),
          mapPhases(phases, ({ waiting = 0 }) => waiting),
        ),
      ]
    : [
        // The threshold applies to jobs that can run now. Jobs in these states must not count.
        ...["active", "completed", "delayed", "failed", "waiting-children"].map((state) => count(state, () => 1000)),
        count("waiting", ({ waiting = 0 }) => Math.ceil(waiting / 2)),
        count("prioritized", ({ waiting = 0 }) => Math.floor(waiting / 2)),
      ];
  // The totals of arq expire with the health-check key if no worker renews it.
  const total = (name: "failed" | "completed") =>
    counter(
      profile[name],
      of(name),
      mapPhases(phases, (state) => (isArq && (state.alive ?? "yes") !== "yes" ? undefined : (state[name] ?? 0))),
    );
  return [
    ...depth,
    gauge(
      profile.oldestAge,
      of("oldest_age_seconds"),
      mapPhases(phases, ({ oldestAge = 0 }) => oldestAge),
    ),
    ...(profile.paused === undefined || phases.every(({ value }) => value?.paused === undefined)
      ? []
      : [
          gauge(
            profile.paused,
            of("paused"),
            mapPhases(phases, ({ paused }) => (paused === undefined ? undefined : paused ? 1 : 0)),
          ),
        ]),
    total("failed"),
    total("completed"),
    ...(profile.workers === undefined
      ? []
      : [
          gauge(
            profile.workers,
            of("workers"),
            mapPhases(phases, ({ alive = "yes", live = alive === "yes" ? 1 : 0 }) => live),
          ),
        ]),
    ...(profile.heartbeat === undefined ? [] : [{ metric: profile.heartbeat, labels: of("heartbeat"), samples: heartbeatSamples(phases) }]),
  ];
}

/** The series of another queue of the same target. Empty for `up`, which is about the target. */
const inOtherQueue = (series: RawSeries): RawSeries[] => {
  const { queue, key } = series.labels;
  if (queue !== undefined) return [{ ...series, labels: { ...series.labels, queue: `other-${queue}` } }];
  return key === undefined ? [] : [{ ...series, labels: { ...series.labels, key: `other-${key}` } }];
};

/**
 * Copies the series of a queue once for each label that identifies it. In each copy, this label has another value, so that the copies are
 * queues with the same name or other queues of the same service.
 */
export const neighboursOf = (series: readonly RawSeries[]): RawSeries[] => [
  ...["system", "environment", "service"].flatMap((label) =>
    series.map((one) => ({ ...one, labels: { ...one.labels, [label]: `other-${one.labels[label] ?? ""}` } })),
  ),
  ...series.flatMap(inOtherQueue),
];

/** Simulates the raw series of one queue, including `up`. In an `undefined` phase, the target does not respond. */
export const queueWorld = (profile: QueueProfile, phases: readonly Phase<QueueState>[]): RawSeries[] => [
  ...queueSeries(profile, phases),
  upOf(profile.id, phases),
];
