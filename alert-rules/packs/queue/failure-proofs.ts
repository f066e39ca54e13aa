import type { QueueProfile } from "../../../exporters/instrumentation/model";
import { arq } from "../../../exporters/instrumentation/queue";
import { thresholdSpecs } from "../../../exporters/model/thresholds";
import type { Alert } from "../../model";
import { firesWithLeast } from "../../proofs/own-thresholds";
import { counter, gauge, gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { check, profiles } from "./proofs";
import { proofQueue, queueLabels, type QueueState } from "./world";
import { upOf } from "../../proofs/service";

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
  /** A total that workers write to one key in turn, for `turn` samples each. A worker's total is a function of the index of the sample. */
  const inTurn = (name: "failed" | "completed", turn: number, ...workers: readonly ((index: number) => number)[]): RawSeries => ({
    metric: arq[name],
    labels: queueLabels(arq, name),
    samples: Array.from({ length: 180 }, (_, index) => workers[Math.floor(index / turn) % workers.length]?.(index)),
  });
  /** Scenarios in which a worker with these numbers of failed and completed jobs writes its totals to the same keys as an idle worker. */
  const shared = (
    title: string,
    jobs: (index: number) => readonly [failed: number, completed: number],
    moments: readonly (readonly [at: number, firing: boolean])[],
    turn = 2,
  ): Scenario[] =>
    [0, 5000].map((more) => ({
      title: `${failureAlert} ${severity} ${title}, while it shares totals with another, which are ${more === 0 ? "higher" : "lower"} (arq)`,
      series: [
        inTurn(
          "failed",
          turn,
          (index) => more + 20 + jobs(index)[0],
          () => 5030 - more,
        ),
        inTurn(
          "completed",
          turn,
          (index) => more + jobs(index)[1],
          () => 5000 - more,
        ),
      ],
      // With turns of more than two samples, failed scrapes can hide a worker from the rule, so transformed scenarios omit the checks.
      checks: moments.map(([at, firing]) => ({
        ...check(failureAlert, severity, at, firing),
        ...(turn > 2 && { exact: true as const }),
      })) as [Check, ...Check[]],
    }));
  /**
   * Scenarios in which a worker's share of failed jobs is `share`. The worker and an idle worker write their totals to the same keys in
   * turn, for 90 seconds each. Empty for severities other than critical.
   */
  const nearThreshold = (title: string, share: number, firing: boolean): Scenario[] =>
    severity !== "critical"
      ? []
      : shared(
          title,
          (index) => [Math.floor(share * index), index - Math.floor(share * index)],
          [1200, 1230, 1260, 1290].map((at) => [at, firing]),
          6,
        );
  /** Totals of failed and completed jobs: the worker's first jobs fail, exactly as many as the alert requires. No other jobs end. */
  const fewest = (index: number) => [Math.min(enoughFailures, Math.floor(index / 10)), 0] as const;
  const exactlyEnough = shared("fires when exactly as many jobs of a worker fail as the alert requires", fewest, [
    [840, false],
    [1050, true],
    [1125, true],
  ]).map((scenario): Scenario => {
    // If a scrape fails, the rules do not count all failed jobs, so transformed scenarios omit the checks.
    const [first, ...rest] = scenario.checks;
    return {
      ...scenario,
      series: [...scenario.series, upOf(arq.id, [hold(2700, 1)])],
      checks: [{ ...first, exact: true }, ...rest.map((one): Check => ({ ...one, exact: true }))],
    };
  });
  return {
    resolves: shared("resolves when the jobs of a worker succeed again", (index) => [Math.min(80, index), Math.max(0, index - 80)], [
      [960, true],
      [1185, true],
      [2685, false],
    ]),
    fires: [
      ...nearThreshold("fires when 52 % of a worker's jobs fail", 0.52, true),
      ...exactlyEnough,
      ...exactlyEnough.map((scenario) => firesWithLeast(failureAlert, severity, scenario)),
      {
        title: `${failureAlert} ${severity} counts the jobs of a worker with its own totals that restarts every five minutes (arq)`,
        series: ofWorker(
          "crashes",
          Array.from({ length: 80 }, (_, index) => hold(15, Math.floor((index % 20) / 4))),
          [hold(1200, 0)],
        ),
        checks: [
          check(failureAlert, severity, 300, false),
          check(failureAlert, severity, 900, true),
          check(failureAlert, severity, 1185, true),
        ],
      },
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
      ...nearThreshold("is quiet when 48 % of a worker's jobs fail", 0.48, false),
      ...shared("is quiet when one job in nine of a worker fails", (index) => [Math.floor(index / 9), index - Math.floor(index / 9)], [
        [960, false],
        [1185, false],
      ]),
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
