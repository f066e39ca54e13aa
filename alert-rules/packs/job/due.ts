import type { Cron } from "../../../exporters/model/cron";
import type { Recording } from "../../model";
import { anyOf, is, isNot, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { DeclaredJob, DueTimes } from "../../rule-facts";
import { jobInterval, jobKey } from "./series";

/**
 * Recorded series, only for jobs with a schedule: the scheduled Unix time of the latest due run, minus `early`. A success from the recorded
 * time on counts for the run. A run is due when its grace period is over.
 */
export const jobDue = metric("job:due:timestamp");

const day = 86_400;
/**
 * A due time of an earlier day is known only from earlier samples of `jobDue`. The rule looks for these samples this far back, e.g. after
 * an outage. After a longer outage, no last success is known either.
 */
const remember = minutes(60 * 24);
/** Runs per day up to which due times are recorded. For more frequent jobs, the time since the latest success is enough. */
const mostTimes = 48;

/** Conditions for a run on the date of `moment`. `moment` is an instant vector: a local time, as seconds since 1970. */
function conditionsOf({ days, months, weekdays, both }: Cron, moment: Promql): Promql[] {
  const oneOf = (part: Promql, values: readonly number[] | undefined): Promql[] =>
    values === undefined ? [] : [anyOf(values.map((value) => promql`${part}(${moment}) == ${scalar(value)}`))];
  const ofDays = [...oneOf(promql`day_of_month`, days), ...oneOf(promql`day_of_week`, weekdays)];
  return [...(both || ofDays.length < 2 ? ofDays : [anyOf(ofDays)]), ...oneOf(promql`month`, months)];
}

/**
 * The value of `jobDue`, as an instant vector with one element and no labels. No result on a day without a run. A day begins when the first
 * run of a day is due, so the date at `moment` is that of the latest due run. PromQL has no time zones. With daylight saving time, the
 * expression uses the larger UTC offset, which gives the earlier time, and extends the grace period by the difference between the offsets.
 */
function dueExpression({ cron, offsets: [least, most], grace, early }: DueTimes): Promql {
  const [first = 0, ...later] = cron.times.map((time) => 60 * time);
  const moment = promql`vector(time() + ${scalar(most - grace - (most - least) - first)})`;
  const latest = later.reduce(
    (sofar, time, index) =>
      promql`${sofar} + ${scalar(time - (later[index - 1] ?? first))} * (${moment} % ${scalar(day)} >= bool ${scalar(time - first)})`,
    promql`floor(${moment} / ${scalar(day)}) * ${scalar(day)} + ${scalar(first - most - early)}`,
  );
  return conditionsOf(cron, moment).reduce((sofar, condition) => promql`${sofar} and (${condition})`, promql`(${latest})`);
}

/** Whether due times are recorded for the job. */
export const isScheduled = ({ due }: DeclaredJob): boolean => due !== undefined && due.cron.times.length <= mostTimes;

/**
 * Recording rules for the due times of jobs with a schedule and at most `mostTimes` runs per day: one for each different schedule, and one
 * that keeps known due times. Empty if there is no such job.
 */
export function dueRecordings(jobs: readonly DeclaredJob[]): Recording[] {
  const schedules = new Map(jobs.filter(isScheduled).flatMap(({ due }) => (due === undefined ? [] : [[due.schedule, due] as const])));
  if (schedules.size === 0) return [];
  const by = labels(...jobKey, "severity");
  const parts = [...schedules.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([schedule, due]) => promql`
      group by (${by}) (${select(jobInterval, { schedule: is(schedule) })})
        * on () group_left ()
          (
            ${dueExpression(due)}
          )`,
    );
  const known = promql`
    last_over_time(${jobDue}[${remember}])
      and on (${labels(...jobKey)})
    ${select(jobInterval, { schedule: isNot("") })}`;
  return [...parts, known].map((expr) => ({ record: jobDue, expr }));
}
