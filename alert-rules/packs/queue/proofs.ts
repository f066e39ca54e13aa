import type { ProvenAt } from "../../thresholds";
import type { QueueProfile } from "../../../exporters/instrumentation/model";
import { bullmq, queueProfiles } from "../../../exporters/instrumentation/queue";
import { identity, type Alert } from "../../model";
import { also, bridged, edges, usualProofs, type World } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { neighboursOf, proofQueueInstance, queueSeries, queueWorld, type QueueState } from "./world";
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

/** The usual proofs for an alert on a gauge of the queue. */
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

/** A worker without a heartbeat for longer than this is stuck. */
export const silent = minutes(2);
/** `for` of QueueWorkerStuck, by severity. The critical alert has none, because its condition holds only after `silent`. */
export const stuckWaits = { critical: undefined, warning: minutes(5) } as const;

/** `keep_firing_for` of QueueWorkerStuck, so that a worker whose loop runs only every few minutes causes one alert. */
export const stuckKeep = minutes(3);

export const stuckAlert = "QueueWorkerStuck";
/** The queues of `worlds`, but the heartbeat metric is missing while no worker is alive. */
const unseenWorlds = worlds.map((world): World<QueueState> => ({
  ...world,
  name: `${world.name}, no heartbeat`,
  series: (phases) =>
    world.series(
      phases.map((phase) => (phase.value?.alive === "no" ? { for: phase.for, value: { ...phase.value, alive: "unseen" } } : phase)),
    ),
}));

/** Proofs of QueueWorkerStuck about workers with wrong clocks. Only BullMQ's workers report times. */
function clockProofs(at: (seconds: number, firing: boolean) => Check): { readonly fires: Scenario[]; readonly quiet: Scenario[] } {
  const title = (what: string): string => `${stuckAlert} critical ${what} (bullmq)`;
  const hangs = [hold<QueueState>(300, { waiting: 1 }), hold<QueueState>(600, { waiting: 1, alive: "no" })];
  /** Simulates a clock that is ten minutes ahead until this time, in seconds. */
  const ahead = (series: RawSeries, until: number): RawSeries =>
    series.metric === bullmq.heartbeat
      ? {
          ...series,
          samples: series.samples.map((sample, index) => (typeof sample === "number" && index * step < until ? sample + 600 : sample)),
        }
      : series;
  return {
    fires: [
      {
        title: title("fires on time for a worker that hangs a minute after its clock was set back"),
        series: queueWorld(bullmq, hangs).map((series) => ahead(series, 240)),
        checks: edges(at, 465),
      },
    ],
    quiet: [
      {
        title: title("is quiet while a worker with a clock ten minutes ahead hangs, and another works"),
        series: [
          ...queueWorld(bullmq, [hold(900, { waiting: 1 })]),
          ...queueSeries(bullmq, hangs, "web-2:9464").map((series) => ahead(series, 900)),
        ],
        checks: [{ ...at(885, false), over: 585 }],
      },
    ],
  };
}

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
  const clocks = severity === "critical" ? clockProofs(at) : { fires: [], quiet: [] };
  return also(proofs, {
    fires: [
      ...clocks.fires,
      ...states.map((alive): Scenario => ({
        title: `${stuckAlert} ${severity} fires beside queues with the same names that are paused (bullmq, ${alive})`,
        series: [false, true].flatMap((paused) => {
          const own = queueWorld(bullmq, [hold(300, { waiting: 1, paused }), hold(600, { waiting: 1, alive, paused })]);
          return paused ? neighboursOf(own) : own;
        }),
        checks: [{ ...at(885, true), exact: true }],
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
      ...clocks.quiet,
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
      ...(severity === "critical"
        ? quiet(
            "is quiet if no worker runs, and jobs wait for only half a minute",
            [hold(300, { alive: "unseen" }), hold(30, { waiting: 5, alive: "unseen" }), hold(600, { alive: "unseen" })],
            [420, 435, 450, 600],
          )
        : []),
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
