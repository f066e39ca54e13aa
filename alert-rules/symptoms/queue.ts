import type { QueueProfile } from "../../exporters/instrumentation/model";
import { queueProfiles } from "../../exporters/instrumentation/queue";
import type { ThresholdLevels } from "../../exporters/catalogue/thresholds";
import { heartbeatAge, jobFailureRatio, jobsFailed, jobsWaiting, oldestJobAge, queueKey } from "../canonical/queue";
import { identity, type Alert } from "../model";
import { levelProofs, type World } from "../proofs/patterns";
import { counter, gauge, gone, hold, type Phase, type RawSeries } from "../proofs/samples";
import type { Check, Proofs, Scenario } from "../proofs/scenario";
import { proofQueue, proofQueueInstance, queueLabels, queueSeries, queueWorld, type QueueState } from "../proofs/worlds-queue";
import { labels, minutes, promql, scalar } from "../promql";
import { label, text, value } from "../template";
import { targetDownProof } from "./target";
import { thresholdAlerts } from "./threshold";

const queueIdentity = [...identity, "queue"];
const profiles: readonly QueueProfile[] = Object.values(queueProfiles);
const window = minutes(15).seconds;

const worlds: readonly World<QueueState>[] = profiles.map((profile) => ({
  name: profile.id,
  series: (phases) => queueWorld(profile, phases),
  successor: targetDownProof(profile.id),
}));

interface Level {
  readonly severity: Alert["severity"];
  readonly limit: number;
  readonly wait: number;
}

/** The usual proofs of a gauge of the queue. */
const gaugeProofs = (alert: string, { severity, wait }: Level, beyond: QueueState, inside: QueueState) =>
  levelProofs({
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
    missing: { then: "successor", after: 150 },
  });

const check = (alert: string, severity: Alert["severity"], at: number, firing: boolean): Check => ({
  at,
  alert,
  severity,
  identity: queueIdentity,
  firing: firing ? [proofQueueInstance] : [],
});

/** The proofs with further scenarios. */
const also = (proofs: Proofs, more: Partial<Record<keyof Proofs, readonly Scenario[]>>): Proofs => ({
  fires: [...proofs.fires, ...(more.fires ?? [])],
  quiet: [...proofs.quiet, ...(more.quiet ?? [])],
  resolves: [...proofs.resolves, ...(more.resolves ?? [])],
  noData: [...proofs.noData, ...(more.noData ?? [])],
});

/** More jobs wait than the limit. Default limits in jobs. */
export const queueDepthHigh = (defaults: ThresholdLevels): Alert[] =>
  thresholdAlerts({
    name: "QueueDepthHigh",
    symptom: "queue-depth",
    key: "queueDepth",
    series: jobsWaiting,
    defaults,
    waits: { critical: 30, warning: 120 },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("count")} jobs wait in queue ${label("queue")}`,
    impact: "Work is done late: more jobs come in than are finished.",
    firstSteps: [
      "Open the panel: did more jobs come in, or were fewer finished? Compare completed, failed and waiting.",
      "If nothing is finished, see whether workers run and what their log says; QueueWorkerStuck says it too.",
      "If more came in, find who fills the queue; add workers only if what the jobs use (database, vendor) can take it.",
    ],
    panel: "queues/depth",
    proofs: (at) =>
      also(gaugeProofs("QueueDepthHigh", at, { waiting: at.limit + 1, completed: 1 }, { waiting: at.limit, completed: 1 }), {
        fires: profiles.map((profile) => ({
          title: `QueueDepthHigh ${at.severity} fires in its time although a scrape fails on the way (${profile.id})`,
          series: queueWorld(profile, [
            hold(60, { waiting: 0 }),
            hold(15, { waiting: at.limit + 1 }),
            gone(15),
            hold(at.wait + 60, { waiting: at.limit + 1 }),
          ]),
          checks: [check("QueueDepthHigh", at.severity, 60, false), check("QueueDepthHigh", at.severity, 60 + at.wait + 15, true)],
        })),
        quiet: profiles.map((profile) => {
          const phases = [hold(900, { waiting: at.limit })];
          return {
            title: `QueueDepthHigh ${at.severity} counts a queue once however many replicas report it (${profile.id})`,
            series: [...queueWorld(profile, phases), ...queueSeries(profile, phases, "web-2:9464")],
            checks: [check("QueueDepthHigh", at.severity, 885, false)],
          };
        }),
      }),
  });

/** A job has waited longer than the limit, whatever the depth. Default limits in seconds. */
export const queueOldestJobTooOld = (defaults: ThresholdLevels): Alert[] =>
  thresholdAlerts({
    name: "QueueOldestJobTooOld",
    symptom: "queue-age",
    key: "oldestJobAge",
    series: oldestJobAge,
    defaults,
    waits: { critical: 30, warning: 30 },
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: a job of queue ${label("queue")} has waited for ${value("duration")}`,
    impact: "Whoever waits for this work has waited that long already; the depth may look harmless.",
    firstSteps: [
      "See whether workers run and finish jobs at all; if none does, restart them after reading their log.",
      "If they do, look for one kind of job that holds them: long runs, retries, a slow database or vendor.",
      "If one job alone is stuck, take it out of the queue by its id and keep it for later.",
    ],
    panel: "queues/oldest",
    proofs: (at) =>
      gaugeProofs("QueueOldestJobTooOld", at, { waiting: 1, oldestAge: at.limit + 1 }, { waiting: 1, oldestAge: at.limit - 1 }),
  });

/** Fewer failures than this in the window prove nothing. */
const enoughFailures = 5;

/** Jobs per second, of which a share fails; two a minute over the window are thirty. */
const ending = (share: number): QueueState => ({ failed: (2 / 60) * share, completed: (2 / 60) * (1 - share) });

const name = "QueueJobFailureRatioHigh";

/** Harmless and harmful traces that a ratio of counters is known to get wrong. */
const failureTraces = (severity: Alert["severity"]) => {
  const failed = (profile: QueueProfile, phases: readonly Phase<number>[], queue = proofQueue) =>
    gauge(profile.failed, queueLabels(profile, "failed", queue), phases);
  const completed = (profile: QueueProfile, phases: readonly Phase<number>[], queue = proofQueue) =>
    counter(profile.completed, queueLabels(profile, "completed", queue), phases);
  const each = (title: string, series: (profile: QueueProfile) => readonly RawSeries[], checks: Scenario["checks"]): Scenario[] =>
    profiles.map((profile) => ({ title: `${name} ${severity} ${title} (${profile.id})`, series: series(profile), checks }));
  return {
    fires: [
      ...each(
        "fires for a queue in which nothing ever succeeded, so that there is no such series",
        (profile) => [counter(profile.failed, queueLabels(profile, "failed"), [hold(1200, 1 / 60)])],
        [check(name, severity, 120, false), check(name, severity, 600, true)],
      ),
      ...each(
        "counts a total from where it was first seen: 7 failures before that are lost, 5 after it fire",
        (profile) => [failed(profile, [gone(300), hold(300, 7), hold(300, 12)]), completed(profile, [gone(300), hold(600, 0)])],
        [check(name, severity, 585, false), check(name, severity, 660, true)],
      ),
    ],
    quiet: [
      ...each(
        `is quiet when ${enoughFailures - 1} jobs failed and no other ended`,
        (profile) => [failed(profile, [hold(300, 0), hold(900, enoughFailures - 1)]), completed(profile, [hold(1200, 0)])],
        [check(name, severity, 360, false), check(name, severity, 1185, false)],
      ),
      ...each(
        "does not lend one queue the failures of another",
        (profile) => [
          failed(profile, [hold(300, 0), hold(900, 20)]),
          completed(profile, [hold(1200, 1)]),
          failed(profile, [hold(300, 0), hold(900, 1)], "other"),
          completed(profile, [hold(1200, 0)], "other"),
        ],
        [check(name, severity, 360, false), check(name, severity, 1185, false)],
      ),
      ...each(
        "is quiet when the totals begin again at 0 (Redis emptied, worker restarted)",
        (profile) => [
          failed(profile, [hold(600, 5000), gone(45), hold(600, 0)]),
          ((first: RawSeries) => ({ ...first, samples: [...first.samples, ...completed(profile, [hold(645, 0.1)]).samples] }))(
            completed(profile, [hold(600, 0.1)]),
          ),
        ],
        [check(name, severity, 660, false), check(name, severity, 1185, false)],
      ),
      ...each("is quiet when no job ends", (profile) => [failed(profile, [hold(1200, 40)]), completed(profile, [hold(1200, 0)])], [
        check(name, severity, 1185, false),
      ]),
    ],
  };
};

/** Too many of the jobs that ended have failed. Default limits 0..1. */
export const queueJobFailureRatioHigh = (defaults: ThresholdLevels): Alert[] =>
  thresholdAlerts({
    name,
    symptom: "queue-failures",
    key: "jobFailureRatio",
    series: jobFailureRatio,
    defaults,
    waits: {},
    guard: promql`${jobsFailed.name} >= ${scalar(enoughFailures)}`,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the jobs of queue ${label("queue")} fail`,
    impact: "Work is lost or repeated; users do not get what the jobs were to make.",
    firstSteps: [
      "Read the errors of the last failed jobs: one error for all means one cause.",
      "Compare the start with the last deployment; roll back if they agree.",
      "Check what the jobs use: database, vendor, credentials. Retry the failed jobs only when the cause is gone.",
    ],
    panel: "queues/failures",
    proofs: ({ severity, limit, wait }) =>
      also(
        levelProofs({
          alert: name,
          severity,
          identity: queueIdentity,
          instance: proofQueueInstance,
          worlds,
          beyond: ending(limit * 1.1),
          inside: ending(limit * 0.9),
          settle: window,
          wait,
          missing: { then: "successor", after: window + 60 },
        }),
        failureTraces(severity),
      ),
  });

/** A worker that lives shows it more often than this. */
const silent = minutes(2);
const gap = minutes(1);
const stuckWaits = { critical: undefined, warning: minutes(5) } as const;

const on = labels(...queueKey);
const noHeartbeat = promql`last_over_time(${heartbeatAge.name}[${gap}])`;
const stuckExpr = {
  critical: promql`
    ${heartbeatAge.name} > ${scalar(silent.seconds)}
      or
    (
        min_over_time(${jobsWaiting.name}[${gap}]) > 0
      and
        ${jobsWaiting.name} offset ${silent} > 0
      unless on (${on})
        ${noHeartbeat}
    )`,
  warning: promql`
    ${jobsWaiting.name}
      unless on (${on})
        ${noHeartbeat}`,
} as const;

const stuck = "QueueWorkerStuck";
/** Worlds in which the heartbeat is gone, rather than old. */
const unseenWorlds = worlds.map((world): World<QueueState> => ({
  ...world,
  name: `${world.name}, no heartbeat`,
  series: (phases) =>
    world.series(
      phases.map((phase) => (phase.value?.alive === "no" ? { for: phase.for, value: { ...phase.value, alive: "unseen" } } : phase)),
    ),
}));

function stuckProofs(severity: "critical" | "warning"): Proofs {
  const at = (seconds: number, firing: boolean) => check(stuck, severity, seconds, firing);
  const proofs = levelProofs<QueueState>({
    alert: stuck,
    severity,
    identity: queueIdentity,
    instance: proofQueueInstance,
    worlds: severity === "critical" ? [...worlds, ...unseenWorlds] : unseenWorlds,
    beyond: { waiting: severity === "critical" ? 3 : 0, alive: "no" },
    inside: { waiting: 3, completed: 0.1 },
    settle: silent.seconds,
    recover: 15,
    wait: stuckWaits[severity]?.seconds ?? 0,
    missing: { then: "successor", after: 210 },
  });
  const quiet = (title: string, phases: readonly Phase<QueueState>[], moments: readonly [number, ...number[]]): Scenario[] =>
    profiles.map((profile) => ({
      title: `${stuck} ${severity} ${title} (${profile.id})`,
      series: queueWorld(profile, phases),
      checks: moments.map((moment) => at(moment, false)) as [Check, ...Check[]],
    }));
  return also(proofs, {
    quiet: [
      ...quiet(
        "is quiet while a worker is restarted and jobs wait",
        [hold(300, { waiting: 5 }), hold(45, { waiting: 9, alive: "no" }), hold(600, { waiting: 5 })],
        [330, 345, 360, 420, 900],
      ),
      ...quiet(
        "leaves a target that does not answer to TargetDown",
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

/** No worker shows that it lives: critical when its heartbeat is old or jobs wait, a warning when nothing waits yet. */
export const queueWorkerStuck = (): Alert[] =>
  (["critical", "warning"] as const).map((severity) => ({
    name: stuck,
    symptom: "worker-heartbeat",
    severity,
    expr: stuckExpr[severity],
    for: stuckWaits[severity],
    identity: queueIdentity,
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: no worker of queue ${label("queue")} has shown itself for 2 minutes`,
    impact: "Nothing is taken from the queue until a worker runs again; what is put in waits.",
    firstSteps: [
      "See whether the worker's process runs; if it does, its loop hangs: read its last log lines before restarting it.",
      "Check that it reaches Redis: address, password, connection limit.",
      "For arq, check that health_check_interval is 30 s or less: with the default of an hour a stopping worker removes the sign of all.",
      "If the worker is known to run and do its work, it does not expose its heartbeat: see the queue's instrumentation profile.",
    ],
    panel: "queues/heartbeat",
    proofs: stuckProofs(severity),
  }));
