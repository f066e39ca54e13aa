import type { Alert } from "../../model";
import { gone, hold, step, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofsOf } from "./scenarios";
import { declaredJob, jobWorld, proofDays, proofJob } from "./world";

const [minute, hour] = [60, 3600];

interface Some {
  readonly quiet: readonly Scenario[];
  readonly resolves: readonly Scenario[];
  readonly noData: readonly Scenario[];
}

/**
 * Returns functions for proofs of one job: `fires` and `quiet` create checks that ignore all other jobs, and `scenario` creates a scenario
 * with `every` seconds between two scrapes.
 */
function proofsOfJob(severity: Alert["severity"], job: string) {
  const { at, scenario } = proofsOf("JobLate", severity, job);
  const own = (seconds: number, firing: boolean): Check => ({ ...at(seconds, firing), where: { job_name: { is: job } } });
  return {
    fires: (seconds: number) => own(seconds, true),
    quiet: (seconds: number) => own(seconds, false),
    scenario: (title: string, every: number, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
      ...scenario(title, series, checks),
      every,
    }),
  };
}

/** Proofs about the 24 hours for which the rules remember a job's last success, its number of successes, and its latest due time. */
function memoryProofs(severity: Alert["severity"]): Some {
  const job = proofJob(severity);
  const { fires, quiet, scenario } = proofsOfJob(severity, job);
  /** Simulates a job that is removed from the catalogue after an hour, and added again some hours later. */
  const removed = (hours: number): RawSeries[] => [
    ...jobWorld(job, [hold(hour, 1), hold((hours + 1) * hour, 0)]),
    declaredJob(job, [hold(hour, true), gone(hours * hour), hold(hour, true)]),
  ];
  return {
    resolves: [],
    quiet: [],
    noData: [
      scenario(
        "counts from the time when a job was added again, 30 hours after it was removed from the catalogue",
        5 * minute,
        removed(30),
        [quiet(31 * hour + 10 * minute), fires(31 * hour + 25 * minute)],
      ),
      scenario("fires at once for a job that returns to the catalogue 20 hours after it was removed", 5 * minute, removed(20), [
        quiet(21 * hour - 5 * minute),
        fires(21 * hour + 5 * minute),
      ]),
      scenario(
        "still fires when Gatus returns after 30 hours with one more success, which may be as old",
        minute,
        jobWorld(job, [hold(hour, 1), gone(30 * hour), hold(step, 4), hold(hour, 0)]),
        [fires(30 * hour), fires(31 * hour + 5 * minute)],
      ),
    ],
  };
}

/** Proofs for a job that is due at 02:00 after `days` days, and not on the days before and after. The job may be half an hour late. */
function oneDayProofs(severity: Alert["severity"], job: string, days: number): Some {
  const { fires, quiet, scenario } = proofsOfJob(severity, job);
  const every = 15 * minute;
  const late = (24 * days + 2.5) * hour;
  // A success counts if it is at most half an hour before the due time, i.e. at most an hour before the job is late.
  const [tooEarly, early] = [late - 1.25 * hour, late - 0.75 * hour];
  const succeeds = late + 13.5 * hour;
  const removed = late + 24.5 * hour;
  const returns = removed + 20 * hour;
  const end = returns + 4 * hour;
  /** Simulates successes in the first minute and at these times, in seconds. */
  const succeeding = (...times: readonly number[]): RawSeries[] => {
    const runs = times.flatMap((at, index) => [hold(at - (times[index - 1] ?? minute - step) - step, 0), hold(step, 4)]);
    return jobWorld(job, [hold(minute, 4), ...runs, hold(20 * hour, 0)]);
  };
  return {
    resolves: [
      scenario(
        `fires on the day when the ${job} job is due, resolves with its success, and is quiet on the next day`,
        every,
        succeeding(tooEarly, succeeds),
        [
          { ...quiet(late), over: late },
          fires(late + every),
          fires(succeeds - every),
          { ...quiet(succeeds + 20 * hour), over: 20 * hour - 1 },
        ],
      ),
    ],
    quiet: [
      // The check is `exact`, so that the scenario is not transformed: its transformed scenarios would take minutes.
      scenario(`is quiet when the ${job} job succeeds early, but not too early`, every, succeeding(early), [
        { ...quiet(late + 2 * hour), over: late + 2 * hour, exact: true },
      ]),
    ],
    noData: [
      scenario(
        `fires at once for the ${job} job that was due and returns to the catalogue 20 hours after it was removed`,
        every,
        [
          ...jobWorld(job, [hold(minute, 4), hold(end, 0)]),
          declaredJob(job, [hold(removed, true), gone(returns - removed), hold(end - returns, true)]),
        ],
        [quiet(returns - every), fires(returns + every), fires(end - every)],
      ),
    ],
  };
}

/** Proofs of JobLate that simulate days. Only the severity `critical` has such proofs. */
export function daysProofs(severity: Alert["severity"]): Some {
  if (severity !== "critical") return { quiet: [], resolves: [], noData: [] };
  const all = [memoryProofs(severity), ...Object.entries(proofDays).map(([job, { before }]) => oneDayProofs(severity, job, before))];
  return {
    quiet: all.flatMap(({ quiet }) => quiet),
    resolves: all.flatMap(({ resolves }) => resolves),
    noData: all.flatMap(({ noData }) => noData),
  };
}
