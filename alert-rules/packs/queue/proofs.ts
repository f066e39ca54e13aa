import type { ProvenAt } from "../../thresholds";
import type { QueueProfile } from "../../../exporters/instrumentation/model";
import { arq, bullmq, queueProfiles } from "../../../exporters/instrumentation/queue";
import { thresholdSpecs } from "../../../exporters/model/thresholds";
import { identity, type Alert } from "../../model";
import { also, usualProofs, type World, bridged } from "../../proofs/patterns";
import { counter, gauge, gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { neighboursOf, proofQueue, proofQueueInstance, queueLabels, queueWorld, type QueueState } from "./world";
import { minutes } from "../../promql";
import { targetDownProof } from "../target/alerts";

export const queueIdentity = [...identity, "queue"];
export const profiles: readonly QueueProfile[] = Object.values(queueProfiles);

/** One simulated queue per instrumentation profile, for the alerts' unit tests ("proofs"). */
export const worlds: readonly World<QueueState>[] = profiles.map((profile) => ({
  name: profile.id,
  series: (phases) => queueWorld(profile, phases),
  successor: targetDownProof(profile.id),
}));

/** The usual four proofs for an alert on a gauge of the queue. */
export const gaugeProofs = (alert: string, { severity, wait, keep }: ProvenAt, beyond: QueueState, inside: QueueState) =>
  usualProofs({
    alert,
    severity,
    identity: queueIdentity,
    instance: proofQueueInstance,
    worlds,
    beyond,
    inside,
    settle: 15,
    recover: 60,
    wait,
    keep,
    times: bridged,
    missing: { then: "successor", after: 150 },
  });

/** A check that an alert fires, or does not fire, for the queue at one time. */
export const check = (alert: string, severity: Alert["severity"], at: number, firing: boolean): Check => ({
  at,
  alert,
  severity,
  identity: queueIdentity,
  firing: firing ? [proofQueueInstance] : [],
});

/** Minimum number of failed jobs within 15 minutes for QueueJobFailureRatioHigh to fire. */
export const enoughFailures = thresholdSpecs.jobFailureRatio.counts.least;

/** A queue in which two jobs finish per minute, of which `share`, 0..1, fail. */
export const ending = (share: number): QueueState => ({ failed: (2 / 60) * share, completed: (2 / 60) * (1 - share) });

export const failureAlert = "QueueJobFailureRatioHigh";

/** Scenarios with counter patterns that often give a wrong failure ratio. */
export const failureTraces = (severity: Alert["severity"]): Record<"fires" | "quiet" | "resolves", Scenario[]> => {
  const failed = (profile: QueueProfile, phases: readonly Phase<number>[], queue = proofQueue) =>
    gauge(profile.failed, queueLabels(profile, "failed", queue), phases);
  const completed = (profile: QueueProfile, phases: readonly Phase<number>[], queue = proofQueue) =>
    counter(profile.completed, queueLabels(profile, "completed", queue), phases);
  const each = (title: string, series: (profile: QueueProfile) => readonly RawSeries[], checks: Scenario["checks"]): Scenario[] =>
    profiles.map((profile) => ({ title: `${failureAlert} ${severity} ${title} (${profile.id})`, series: series(profile), checks }));
  const ofWorker = (worker: string, failures: readonly Phase<number>[], successes: readonly Phase<number>[]) => [
    gauge(arq.failed, queueLabels(arq, `failed@${worker}`), failures),
    gauge(arq.completed, queueLabels(arq, `completed@${worker}`), successes),
  ];
  /** A total that two workers write to one key in turn, every 30 seconds. The samples of each worker are a function of the index. */
  const inTurn = (name: "failed" | "completed", ...workers: readonly ((index: number) => number)[]): RawSeries => ({
    metric: arq[name],
    labels: queueLabels(arq, name),
    samples: Array.from({ length: 180 }, (_, index) => workers[Math.floor(index / 2) % workers.length]?.(index)),
  });
  return {
    resolves: [
      {
        title: `${failureAlert} ${severity} resolves when the jobs of a worker succeed again, while it shares its totals with another (arq)`,
        series: [
          inTurn(
            "failed",
            () => 300,
            (index) => 20 + Math.min(80, index),
          ),
          inTurn(
            "completed",
            () => 5000,
            (index) => Math.max(0, index - 80),
          ),
        ],
        checks: [
          check(failureAlert, severity, 960, true),
          check(failureAlert, severity, 1185, true),
          check(failureAlert, severity, 2685, false),
        ],
      },
    ],
    fires: [
      {
        title: `${failureAlert} ${severity} adds the jobs of workers with their own totals, and of the one between two others (arq)`,
        series: [
          ...ofWorker("hangs", [hold(1200, 300)], [hold(1200, 5000)]),
          ...ofWorker(
            "fails",
            [hold(300, 20), ...Array.from({ length: 60 }, (_, job) => hold(15, 21 + Math.floor(job / 2)))],
            [hold(1200, 0)],
          ),
          ...ofWorker("idle", [hold(1200, 0)], [hold(1200, 0)]),
        ],
        checks: [
          check(failureAlert, severity, 300, false),
          check(failureAlert, severity, 600, true),
          check(failureAlert, severity, 1185, true),
        ],
      },
      ...each(
        "fires for a queue in which no job ever succeeded, so that the success series is missing",
        (profile) => [counter(profile.failed, queueLabels(profile, "failed"), [hold(1200, 1 / 60)])],
        [check(failureAlert, severity, 120, false), check(failureAlert, severity, 600, true)],
      ),
      ...each(
        "counts a total from its first sample: 7 earlier failures are lost, 5 later ones fire",
        (profile) => [failed(profile, [gone(300), hold(300, 7), hold(300, 12)]), completed(profile, [gone(300), hold(600, 0)])],
        [check(failureAlert, severity, 585, false), check(failureAlert, severity, 660, true)],
      ),
    ],
    quiet: [
      {
        title: `${failureAlert} ${severity} is quiet while a worker with old failures starts, stops and works beside two others (arq)`,
        series: [
          ...ofWorker("old", [gone(300), hold(300, 300), gone(600)], [gone(300), hold(300, 100), gone(600)]),
          ...ofWorker(
            "good",
            [hold(1200, 0)],
            Array.from({ length: 80 }, (_, job) => hold(15, Math.floor(job / 2))),
          ),
          ...ofWorker("idle", [hold(1200, 7)], [hold(1200, 3)]),
        ],
        checks: [
          check(failureAlert, severity, 360, false),
          check(failureAlert, severity, 585, false),
          check(failureAlert, severity, 1185, false),
        ],
      },
      ...each(
        `is quiet when ${enoughFailures - 1} jobs failed and no other job finished`,
        (profile) => [failed(profile, [hold(300, 0), hold(900, enoughFailures - 1)]), completed(profile, [hold(1200, 0)])],
        [check(failureAlert, severity, 360, false), check(failureAlert, severity, 1185, false)],
      ),
      ...each(
        "does not count the failures of another queue",
        (profile) => [
          failed(profile, [hold(300, 0), hold(900, 20)]),
          completed(profile, [hold(1200, 1)]),
          failed(profile, [hold(300, 0), hold(900, 1)], "other"),
          completed(profile, [hold(1200, 0)], "other"),
        ],
        [check(failureAlert, severity, 360, false), check(failureAlert, severity, 1185, false)],
      ),
      ...each(
        "is quiet when the totals reset to 0 (Redis flushed, worker restarted)",
        (profile) => [
          failed(profile, [hold(600, 5000), gone(45), hold(600, 0)]),
          ((first: RawSeries) => ({ ...first, samples: [...first.samples, ...completed(profile, [hold(645, 0.1)]).samples] }))(
            completed(profile, [hold(600, 0.1)]),
          ),
        ],
        [check(failureAlert, severity, 660, false), check(failureAlert, severity, 1185, false)],
      ),
      ...each("is quiet when no job finishes", (profile) => [failed(profile, [hold(1200, 40)]), completed(profile, [hold(1200, 0)])], [
        check(failureAlert, severity, 1185, false),
      ]),
    ],
  };
};

/** A worker without a heartbeat for longer than this is stuck. */
export const silent = minutes(2);
/** `for` of QueueWorkerStuck, by severity. The critical alert has none, because its condition already covers `silent`. */
export const stuckWaits = { critical: undefined, warning: minutes(5) } as const;

/** `keep_firing_for` of QueueWorkerStuck, so that a worker whose loop runs only every few minutes causes one alert. */
export const stuckKeep = minutes(3);

export const stuckAlert = "QueueWorkerStuck";
/** The queues of `worlds`, except that the heartbeat metric is missing, instead of old, while no worker is alive. */
const unseenWorlds = worlds.map((world): World<QueueState> => ({
  ...world,
  name: `${world.name}, no heartbeat`,
  series: (phases) =>
    world.series(
      phases.map((phase) => (phase.value?.alive === "no" ? { for: phase.for, value: { ...phase.value, alive: "unseen" } } : phase)),
    ),
}));

/** The unit tests ("proofs") of QueueWorkerStuck at one severity. */
export function stuckProofs(severity: "critical" | "warning"): Proofs {
  const at = (seconds: number, firing: boolean) => check(stuckAlert, severity, seconds, firing);
  const proofs = usualProofs<QueueState>({
    alert: stuckAlert,
    severity,
    identity: queueIdentity,
    instance: proofQueueInstance,
    worlds: severity === "critical" ? [...worlds, ...unseenWorlds] : unseenWorlds,
    beyond: { waiting: severity === "critical" ? 1 : 0, alive: "no" },
    inside: { waiting: 3, completed: 0.1 },
    settle: silent.seconds,
    recover: 15,
    keep: stuckKeep.seconds,
    wait: stuckWaits[severity]?.seconds ?? 0,
    times: (world) => {
      if (severity === "warning") return { detects: 90, clears: 0, loses: 45 };
      // BullMQ's heartbeat is a timestamp, which counts as stopped only after a minute without a change. If samples are missing, the alert
      // for BullMQ resolves sooner.
      return world === "bullmq" ? { detects: 165, clears: 0, loses: 45 } : { detects: 90, clears: 0, loses: 90 };
    },
    missing: { then: "successor", after: 210 },
  });
  const quiet = (title: string, phases: readonly Phase<QueueState>[], moments: readonly [number, ...number[]]): Scenario[] =>
    profiles.map((profile) => ({
      title: `${stuckAlert} ${severity} ${title} (${profile.id})`,
      series: queueWorld(profile, phases),
      checks: moments.map((moment) => at(moment, false)) as [Check, ...Check[]],
    }));
  // The critical alert fires for an old heartbeat and for a missing one, the warning only for a missing one.
  const states = severity === "critical" ? (["no", "unseen"] as const) : (["unseen"] as const);
  const pause = (
    title: string,
    phases: (alive: "no" | "unseen") => readonly Phase<QueueState>[],
    checks: readonly [Check, ...Check[]],
  ): Scenario[] =>
    states.map((alive) => ({
      title: `${stuckAlert} ${severity} ${title} (bullmq${alive === "unseen" ? ", no heartbeat" : ""})`,
      series: queueWorld(bullmq, phases(alive)),
      checks,
    }));
  const resumed = 2100;
  return also(proofs, {
    fires: [
      ...states.map((alive): Scenario => ({
        title: `${stuckAlert} ${severity} fires beside queues with the same names that are paused (bullmq, ${alive})`,
        series: [false, true].flatMap((paused) => {
          const own = queueWorld(bullmq, [hold(300, { waiting: 1, paused }), hold(600, { waiting: 1, alive, paused })]);
          return paused ? neighboursOf(own) : own;
        }),
        checks: [at(885, true)],
      })),
      ...pause(
        "fires if no worker has returned 15 minutes after a pause",
        (alive) => [
          hold(300, { waiting: 5, paused: false }),
          hold(1800, { waiting: 5, alive, paused: true }),
          hold(2400, { waiting: 5, alive, paused: false }),
        ],
        [at(resumed + 840, false), at(resumed + 960 + (stuckWaits[severity]?.seconds ?? 0), true), at(resumed + 2385, true)],
      ),
    ],
    quiet: [
      ...pause(
        "is quiet while the queue is paused and its worker sends no heartbeat",
        (alive) => [hold(300, { waiting: 5, paused: false }), hold(1800, { waiting: 5, alive, paused: true })],
        [at(480, false), at(900, false), at(2085, false)],
      ),
      ...pause(
        "is quiet for a worker that returns within 15 minutes after a pause",
        (alive) => [
          hold(300, { waiting: 5, paused: false }),
          hold(1800, { waiting: 5, alive, paused: true }),
          hold(600, { waiting: 5, alive, paused: false }),
          hold(1200, { waiting: 5, paused: false }),
        ],
        [at(resumed + 585, false), at(resumed + 960, false), at(resumed + 1785, false)],
      ),
      ...quiet(
        "is quiet while a worker is restarted and jobs wait",
        [hold(300, { waiting: 5 }), hold(45, { waiting: 9, alive: "no" }), hold(600, { waiting: 5 })],
        [330, 345, 360, 420, 900],
      ),
      ...quiet(
        "leaves a target that does not respond to TargetDown",
        [hold(300, { waiting: 5 }), gone(600)],
        [330, 360, 375, 390, 405, 420, 450, 480, 885],
      ),
      ...quiet(
        "is quiet while a new queue's worker starts",
        [gone(60), hold(90, { waiting: 5, alive: "unseen" }), hold(600, { waiting: 5 })],
        [90, 120, 135, 150, 165, 700],
      ),
    ],
  });
}
