import type { Cron } from "../../../exporters/model/cron";
import type { Recording } from "../../model";
import { anyOf, is, isNot, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { DeclaredJob, DueTimes } from "../../rule-facts";
import { jobInterval, jobKey } from "./series";

/**
 * Recorded series, only for jobs with a schedule: the scheduled time of the latest due run, minus `early`. A run is due when its grace
 * period is over. A success from this Unix time on counts for the run.
 */
export const jobDue = metric("job:due:timestamp");

const day = 86_400;
/** A due time from before yesterday is known only from older samples. The rule looks for samples this far back, e.g. after an outage. */
const remember = minutes(60 * 24);
/** Runs per day up to which due times are recorded. For more frequent jobs, the time since the latest success is enough. */
const mostTimes = 48;

/** PromQL for the time of day and the date of `moment`, an instant vector with the Unix time of a local clock. */
const clock = (moment: Promql) => ({
  midnight: promql`floor(${moment} / ${scalar(day)}) * ${scalar(day)}`,
  second: promql`${moment} % ${scalar(day)}`,
  days: (days: readonly number[]) => anyOf(days.map((value) => promql`day_of_month(${moment}) == ${scalar(value)}`)),
  months: (months: readonly number[]) => anyOf(months.map((value) => promql`month(${moment}) == ${scalar(value)}`)),
  weekdays: (weekdays: readonly number[]) => anyOf(weekdays.map((value) => promql`day_of_week(${moment}) == ${scalar(value)}`)),
});
type Clock = ReturnType<typeof clock>;

/** Conditions that the day must meet for a run. Empty if the job runs every day. */
function conditionsOf({ days, months, weekdays, both }: Cron, at: Clock): Promql[] {
  const onDays = days === undefined ? [] : [at.days(days)];
  const inWeek = weekdays === undefined ? [] : [at.weekdays(weekdays)];
  const either = !both && onDays.length > 0 && inWeek.length > 0 ? [anyOf([...onDays, ...inWeek])] : [...onDays, ...inWeek];
  return [...either, ...(months === undefined ? [] : [at.months(months)])];
}

const when = (value: Promql, conditions: readonly Promql[]): Promql =>
  conditions.reduce((sofar, condition) => promql`${sofar} and (${condition})`, value);

/** Time of the latest run on the day of `moment` that is not after `moment`, by the local clock. No result if there is none. */
function today(cron: Cron, moment: Promql): Promql {
  const at = clock(moment);
  const seconds = cron.times.map((time) => 60 * time);
  const [first = 0] = seconds;
  const latest = seconds
    .slice(1)
    .reduce(
      (sofar, time, index) => promql`${sofar} + ${scalar(time - (seconds[index] ?? time))} * (${at.second} >= bool ${scalar(time)})`,
      promql`${at.midnight} + ${scalar(first)}`,
    );
  return when(promql`(${latest})`, [promql`${at.second} >= ${scalar(first)}`, ...conditionsOf(cron, at)]);
}

/**
 * Time of the last run on the day of `moment`, by the local clock. The caller passes a moment on the previous day. No result if there is no
 * run.
 */
function yesterday(cron: Cron, moment: Promql): Promql {
  const at = clock(moment);
  return when(promql`(${at.midnight} + ${scalar(60 * (cron.times.at(-1) ?? 0))})`, conditionsOf(cron, at));
}

const shifted = (seconds: number): Promql => promql`vector(time() + ${scalar(seconds)})`;

/**
 * The value of `jobDue`, as an instant vector with one element and no labels. No result if there was no run on the current day or the day
 * before. PromQL has no time zones. With daylight saving time, the expression uses the larger UTC offset, which gives the earlier time. It
 * extends the grace period by the difference between the offsets.
 */
function dueExpression({ cron, offsets: [least, most], grace, early }: DueTimes): Promql {
  const moment = most - grace - (most - least);
  return promql`
    (
        (
          ${today(cron, shifted(moment))}
        )
          or
        (
          ${yesterday(cron, shifted(moment - day))}
        )
    ) - ${scalar(most + early)}`;
}

/** Whether due times are recorded for the job. */
export const isScheduled = ({ due }: DeclaredJob): boolean => due !== undefined && due.cron.times.length <= mostTimes;

/**
 * Recording rules for the due times of jobs with a schedule: one for each different schedule, and one that keeps known due times. Empty if
 * no job has a schedule.
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
