import { bullmq } from "../../../exporters/instrumentation/queue";
import { edges } from "../../proofs/patterns";
import { hold, step, type Phase } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import type { ProvenAt } from "../../thresholds";
import { check, profiles } from "./proofs";
import { neighboursOf, queueWorld, type QueueState } from "./world";

const depthAlert = "QueueDepthHigh";
const minute = 60;
/** Seconds for which the queue is empty before a batch arrives. */
const before = 10 * minute;

const waiting = (jobs: number): QueueState => ({ waiting: Math.max(0, Math.round(jobs)), completed: 1 });
/** Phases in which the queue starts with `jobs` waiting jobs and loses `perMinute` jobs each minute. A negative number adds jobs. */
const falling = (jobs: number, perMinute: number, seconds: number): Phase<QueueState>[] =>
  Array.from({ length: seconds / step }, (_, index) => hold(step, waiting(jobs - (perMinute * index * step) / minute)));

type Make = (title: string, phases: readonly Phase<QueueState>[], checks: readonly (readonly [number, boolean])[]) => Scenario[];

const eachProfile =
  (alert: string, { severity }: ProvenAt): Make =>
  (title, phases, checks) =>
    profiles.map((profile) => {
      const [first, ...rest] = checks.map(([at, firing]) => check(alert, severity, at, firing));
      if (first === undefined) throw new Error(`${title}: a scenario needs a check`);
      return { title: `${alert} ${severity} ${title} (${profile.id})`, series: queueWorld(profile, phases), checks: [first, ...rest] };
    });

/** Scenarios in which QueueDepthHigh is quiet because a batch drains. */
export const batchIsQuiet = (at: ProvenAt): Scenario[] => {
  const make = eachProfile(depthAlert, at);
  const jobs = 5 * at.threshold;
  return [
    ...make(
      "is quiet for a batch that drains within 40 minutes",
      [hold(before, waiting(0)), ...falling(jobs, jobs / 40, 30 * minute)],
      [
        [before + 4 * minute, false],
        [before + 6 * minute, false],
        [before + 15 * minute, false],
        [before + 29 * minute, false],
      ],
    ),
    ...make(
      "is quiet for a batch that arrives over three minutes",
      [hold(before, waiting(0)), ...falling(0, -jobs / 3, 3 * minute), ...falling(jobs, jobs / 25, 30 * minute)],
      [
        [before + 5 * minute, false],
        [before + 6 * minute, false],
        [before + 9 * minute, false],
        [before + 25 * minute, false],
      ],
    ),
  ];
};

/** Scenarios in which QueueDepthHigh fires: a batch is stuck or drains too slowly, or the queue is never nearly empty. */
export const batchFires = (at: ProvenAt): Scenario[] => {
  const make = eachProfile(depthAlert, at);
  const jobs = 5 * at.threshold;
  const stuckAt = before + 15 * minute;
  /** In the scenario of a draining queue: when the depth, which falls from 6 times the threshold, is ten times the depth at the start. */
  const tenth = before + 10 * minute;
  return [
    ...make(
      "fires for a batch that gets stuck after 15 minutes",
      [hold(before, waiting(0)), ...falling(jobs, jobs / 25, 15 * minute), hold(30 * minute, waiting(2 * at.threshold))],
      [
        [before + 6 * minute, false],
        [stuckAt, false],
        [stuckAt + 10 * minute, true],
        [stuckAt + 29 * minute, true],
      ],
    ),
    ...make(
      "fires on time for a batch that would take 90 minutes",
      [hold(before, waiting(0)), ...falling(jobs, jobs / 90, 30 * minute)],
      [
        [before + at.wait - step, false],
        [before + at.wait + step, true],
        [before + 29 * minute, true],
      ],
    ),
    ...profiles.map((profile): Scenario => ({
      title: `${depthAlert} ${at.severity} fires for a queue that is never nearly empty, beside queues with the same names that drain (${profile.id})`,
      series: [
        ...queueWorld(profile, Array.from({ length: 3 }, () => falling(2 * at.threshold, at.threshold / 20, 10 * minute)).flat()),
        ...neighboursOf(queueWorld(profile, [hold(before, waiting(0)), ...falling(jobs, jobs / 25, 20 * minute)])),
      ],
      checks: [{ ...check(depthAlert, at.severity, 25 * minute, true), exact: true }],
    })),
    ...profiles.map((profile): Scenario => ({
      title: `${depthAlert} ${at.severity} fires exactly when a draining queue has been nearly empty no longer: a tenth of its depth (${profile.id})`,
      series: queueWorld(profile, [hold(before, waiting(at.threshold / 2)), ...falling(6 * at.threshold, at.threshold / 10, 20 * minute)]),
      checks: [
        check(depthAlert, at.severity, tenth + at.wait - 2 * step, false),
        ...edges((second, firing) => check(depthAlert, at.severity, second, firing), tenth + at.wait),
        check(depthAlert, at.severity, tenth + at.wait + 2 * minute, true),
      ],
    })),
    ...make(
      "fires for a queue that is never nearly empty, even while its depth falls",
      Array.from({ length: 6 }, () => falling(2 * at.threshold, at.threshold / 20, 10 * minute)).flat(),
      [
        [at.wait - step, false],
        [at.wait + step, true],
        [30 * minute, true],
        [59 * minute, true],
      ],
    ),
  ];
};

/**
 * Scenarios of an alert that does not fire for a paused queue. Only queues of BullMQ can be paused. `stuck` is a state in which the alert
 * fires without a pause.
 */
export const pauseProofs = (
  alert: string,
  { severity, wait }: ProvenAt,
  stuck: QueueState,
): { readonly quiet: Scenario[]; readonly fires: Scenario[] } => {
  const pause = 60 * minute;
  const resumed = before + pause;
  const at = (second: number, firing: boolean) => check(alert, severity, second, firing);
  const series = queueWorld(bullmq, [
    hold(before, { waiting: 0, paused: false }),
    hold(pause, { ...stuck, paused: true }),
    hold(40 * minute, { ...stuck, paused: false }),
  ]);
  const title = (what: string) => `${alert} ${severity} ${what} (${bullmq.id})`;
  return {
    quiet: [
      {
        title: title("is quiet while the queue is paused and for 15 minutes afterwards"),
        series,
        checks: [at(before + 6 * minute, false), at(resumed - step, false), at(resumed + 14 * minute, false)],
      },
    ],
    fires: [
      {
        title: title("fires beside queues with the same names that are paused"),
        series: [false, true].flatMap((paused) => {
          const own = queueWorld(bullmq, [hold(before, { waiting: 0, paused }), hold(wait + 2 * minute, { ...stuck, paused })]);
          return paused ? neighboursOf(own) : own;
        }),
        checks: [{ ...at(before + wait + minute, true), exact: true }],
      },
      {
        title: title("fires if the queue has not recovered 15 minutes after a pause"),
        series,
        checks: [at(resumed + 14 * minute, false), at(resumed + 16 * minute + wait, true), at(resumed + 39 * minute, true)],
      },
    ],
  };
};
