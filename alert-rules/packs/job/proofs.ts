import { edges } from "../../proofs/patterns";
import type { Alert } from "../../model";
import { gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs } from "../../proofs/scenario";
import { daysProofs } from "./days-proofs";
import { proofsOf } from "./scenarios";
import { jobLastFailure, jobLastSuccess } from "./series";
import { formerTime, jobResults, jobWorld, proofDue, proofGrace, proofHeartbeat, proofJob, proofJobSeconds, secondGatus } from "./world";

const [minute, hour] = [60, 3600];
const total = (phases: readonly Phase<unknown>[]): number => phases.reduce((sum, phase) => sum + phase.for, 0);

/**
 * Simulates the job that is due every day. The value of each phase is the number of heartbeats per minute. The job with the same severity
 * and without a schedule always succeeds.
 */
const scheduledWorld = (severity: string, phases: readonly Phase<number>[]): RawSeries[] => [
  ...jobWorld(proofJob(severity, true), phases),
  jobResults(proofJob(severity), [hold(total(phases), 4)]),
];

function scheduledProofs(severity: Alert["severity"], wait: number): Pick<Proofs, "fires" | "quiet" | "resolves" | "noData"> {
  const { at, scenario } = proofsOf("JobLate", severity, proofJob(severity, true));
  const late = proofDue + proofGrace;
  const world = (...phases: readonly Phase<number>[]) => scheduledWorld(severity, phases);
  const since = proofDue - proofGrace;
  const before = since - 300;
  return {
    fires: [
      scenario(
        "fires when a scheduled run has not succeeded within its grace period, however recent the success before it is",
        world(hold(before, 1), hold(4500, 0)),
        [at(late - 60, false), at(late + wait + 60, true), ...edges(at, late + wait)],
      ),
      scenario("fires for a scheduled run of a job that never sent a heartbeat", world(hold(late + 600, 0)), [
        at(late - 60, false),
        at(late + wait + 60, true),
        ...edges(at, late + wait),
      ]),
    ],
    quiet: [
      scenario(
        "stays quiet when a scheduled run succeeds within its grace period",
        world(hold(proofDue + 60, 0), hold(60, 1), hold(3000, 0)),
        [at(late - 60, false), at(late + wait + 60, false), at(late + 1200, false)],
      ),
      scenario("stays quiet when a scheduled run is started early", world(hold(since + 60, 0), hold(60, 1), hold(4800, 0)), [
        at(late - 60, false),
        at(late + wait + 60, false),
        at(late + 1200, false),
      ]),
      scenario("stays quiet before a job's first scheduled run", world(hold(since, 0)), [at(600, false), at(since - 60, false)]),
    ],
    resolves: [
      scenario("resolves when the scheduled run succeeds at last", world(hold(late + 600, 0), hold(60, 1), hold(600, 0)), [
        at(late + wait + 60, true),
        at(late + 720, false),
        ...edges(at, late + wait, late + 645),
      ]),
    ],
    noData: [
      scenario(
        "fires when Gatus is down at the time of the scheduled run",
        world(hold(before, 1), hold(300, 0), gone(600), hold(3600, 0)),
        [at(late - 60, false), at(late + wait + 60, true), ...edges(at, late + wait)],
      ),
    ],
  };
}

/** The unit tests ("proofs") of JobLate at one severity. */
export function lateProofs(severity: Alert["severity"], wait: number): Proofs {
  const { at, scenario } = proofsOf("JobLate", severity, proofJob(severity));
  const world = (...phases: readonly Phase<number>[]) => jobWorld(proofJob(severity), phases);
  const own = (seconds: number, firing: boolean): Check => ({ ...at(seconds, firing), where: { job_name: { is: proofJob(severity) } } });
  const allowed = proofJobSeconds;
  const scheduled = scheduledProofs(severity, wait);
  const days = daysProofs(severity);
  return {
    fires: [
      scenario(
        "fires when heartbeats stop, and not too early, although a second Gatus starts",
        [...world(hold(300, 1), hold(1200, 0)), secondGatus(proofJob(severity), 600, 1500)],
        [at(300 + allowed - 60, false), at(300 + allowed + 180, true), at(1485, true), ...edges(at, 960)],
      ),
      scenario("fires for a job that never sent a heartbeat", world(hold(1200, 0)), [
        at(allowed - 60, false),
        at(allowed + 180, true),
        ...edges(at, 675),
      ]),
      ...scheduled.fires,
    ],
    quiet: [
      scenario("stays quiet while heartbeats arrive in time", world(hold(2400, 0.2)), [at(600, false), at(1200, false), at(2385, false)]),
      scenario(
        "ignores a job that is not in the catalogue",
        [...world(hold(1500, 1)), jobResults("unknown", [hold(300, 1), hold(1200, 0)])],
        [at(300, false), at(1485, false)],
      ),
      ...scheduled.quiet,
      ...days.quiet,
    ],
    resolves: [
      scenario(
        "resolves with the next heartbeat, although an earlier version recorded the time with another label",
        [...world(hold(300, 1), hold(900, 0), hold(120, 1), hold(300, 0)), formerTime(jobLastSuccess.name.text, proofJob(severity))],
        [at(1185, true), at(1290, false), ...edges(at, 960, 1200)],
      ),
      {
        ...scenario("resolves when Gatus returns after 20 hours with a new success", world(hold(hour, 1), gone(20 * hour), hold(hour, 1)), [
          own(20 * hour, true),
          own(21.5 * hour, false),
        ]),
        every: minute,
      },
      ...scheduled.resolves,
      ...days.resolves,
    ],
    noData: [
      scenario(
        "fires when Gatus is down, and does not count its return as a heartbeat",
        world(hold(300, 1), hold(60, 0), gone(240), hold(600, 0)),
        [at(300 + allowed - 60, false), at(300 + allowed + 180, true), ...edges(at, 960)],
      ),
      ...scheduled.noData,
      ...days.noData,
    ],
  };
}

/** The unit tests ("proofs") of JobFailed at one severity. */
export function failedProofs(severity: Alert["severity"], wait: number): Proofs {
  const job = proofJob(severity);
  const { at, scenario } = proofsOf("JobFailed", severity, job);
  /** Simulates a job that reports `ok` successes and `failed` failures per minute. */
  const world = (...phases: readonly { readonly for: number; readonly ok: number; readonly failed: number }[]): RawSeries[] => [
    ...jobWorld(
      job,
      phases.map(({ for: seconds, ok }) => hold(seconds, ok)),
    ),
    jobResults(
      job,
      phases.map(({ for: seconds, failed }) => hold(seconds, failed)),
      false,
    ),
  ];
  const good = { for: 300, ok: 1, failed: 0 };
  const idle = { for: 480, ok: 0, failed: 0 };
  const bad = { for: 60, ok: 0, failed: 1 };
  const failing = [{ ...good, failed: 1 }, good, bad, idle];
  const daily = proofsOf("JobFailed", severity, proofJob(severity, true));
  const untilLate = world(good, good, bad, { ...idle, for: 900 });
  const otherSeverity = proofJob(severity === "critical" ? "warning" : "critical");
  /** Another job of the same severity, which failed before its last success, and a job of the other severity, which fails too. */
  const others = [
    jobResults(proofJob(severity, true), [hold(300, 0), hold(840, 1)]),
    jobResults(proofJob(severity, true), [hold(300, 1), hold(840, 0)], false),
    ...world(...failing).flatMap(({ metric, labels, samples }): RawSeries[] =>
      labels["key"] === proofHeartbeat(job) ? [{ metric, labels: { ...labels, key: proofHeartbeat(otherSeverity) }, samples }] : [],
    ),
  ];
  return {
    fires: [
      scenario(
        "fires when a run fails, long before the job is late",
        [...world(...failing), ...others],
        [at(585, false), at(720, true), at(1080, true), ...edges(at, 600 + wait)],
      ),
    ],
    quiet: [
      scenario("stays quiet while runs succeed, whatever failed before", world({ for: 600, ok: 1, failed: 0.2 }, { ...good, for: 1800 }), [
        at(900, false),
        at(2385, false),
      ]),
      scenario(
        "stays quiet when a second Gatus starts",
        [...world({ for: 600, ok: 1, failed: 0.2 }, { ...good, for: 300 }, idle), secondGatus(job, 1140, 1380, false)],
        [
          { ...at(1230, false), exact: true },
          { ...at(1365, false), exact: true },
        ],
      ),
      scenario("leaves a job that is late to JobLate, because Gatus counts a missing heartbeat as a failure", untilLate, [
        at(1260, false),
        at(1485, false),
      ]),
    ],
    resolves: [
      scenario("resolves when the job is late", untilLate, [at(1140, true), at(1260, false), ...edges(at, 645 + wait, 1200)]),
      scenario(
        "fires when the first run of a job fails, and resolves when the next run succeeds",
        [
          ...world({ ...idle, for: 300 }, bad, { ...idle, for: 120 }, { ...good, for: 60 }, { ...idle, for: 300 }),
          formerTime(jobLastFailure.name.text, job),
        ],
        [at(285, false), at(420, true), at(570, false), ...edges(at, 345 + wait, 525)],
      ),
    ],
    noData: [
      scenario(
        "still fires when Gatus is down after the failure",
        [...jobWorld(job, [hold(600, 1), hold(60, 0), gone(300)]), jobResults(job, [hold(600, 0), hold(60, 1), gone(300)], false)],
        [at(585, false), at(780, true), at(945, true)],
      ),
      {
        ...daily.scenario(
          "fires for a run that failed while Gatus was unreachable for 20 hours",
          [
            ...jobWorld(proofJob(severity, true), [hold(hour, 1), gone(20 * hour), hold(hour, 0)]),
            jobResults(
              proofJob(severity, true),
              [hold(60, 4), hold(hour - 60, 0), gone(20 * hour), hold(60, 4), hold(hour - 60, 0)],
              false,
            ),
          ],
          [daily.at(21 * hour - 60, false), daily.at(21 * hour + 600, true)],
        ),
        every: minute,
      },
    ],
  };
}
