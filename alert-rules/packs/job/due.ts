import type { Cron } from "../../../exporters/model/cron";
import type { Recording } from "../../model";
import { anyOf, is, isNot, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { DeclaredJob, DueTimes } from "../../rule-facts";
import { jobInterval, jobKey } from "./series";

/**
 * Recorded series of a job with a schedule. The value is the earliest time at which the success of the latest due run may have been
 * reported: the scheduled time minus the time by which a success may be early. A run is due when its grace period is over.
 */
export const jobDue = metric("job:due:timestamp");

const day = 86_400;
/** How long Prometheus may be down before the rule loses a due time that is more than a day old. */
const remember = minutes(60 * 24);
/** Runs per day up to which due times are recorded. For more frequent jobs, the time since the latest success is enough. */
const mostTimes = 48;

/** Time and date of a moment. `moment` is an instant vector with the seconds of a local clock. */
const clock = (moment: Promql) => ({
  midnight: promql`floor(${moment} / ${scalar(day)}) * ${scalar(day)}`,
  second: promql`${moment} % ${scalar(day)}`,
  days: (days: readonly number[]) => anyOf(days.map((value) => promql`day_of_month(${moment}) == ${scalar(value)}`)),
  months: (months: readonly number[]) => anyOf(months.map((value) => promql`month(${moment}) == ${scalar(value)}`)),
  weekdays: (weekdays: readonly number[]) => anyOf(weekdays.map((value) => promql`day_of_week(${moment}) == ${scalar(value)}`)),
});
type Clock = ReturnType<typeof clock>;

/** Conditions that the day of a moment must meet for a run. Empty if the job runs every day. */
function conditionsOf({ days, months, weekdays, both }: Cron, at: Clock): Promql[] {
  const onDays = days === undefined ? [] : [at.days(days)];
  const inWeek = weekdays === undefined ? [] : [at.weekdays(weekdays)];
  const either = !both && onDays.length > 0 && inWeek.length > 0 ? [anyOf([...onDays, ...inWeek])] : [...onDays, ...inWeek];
  return [...either, ...(months === undefined ? [] : [at.months(months)])];
}

const when = (value: Promql, conditions: readonly Promql[]): Promql =>
  conditions.reduce((sofar, condition) => promql`${sofar} and (${condition})`, value);

/** The latest run on the same day before the moment, by the local clock. No result if there is none. */
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

/** The last run on the previous day, by the local clock. No result if there is none. */
function yesterday(cron: Cron, moment: Promql): Promql {
  const at = clock(moment);
  return when(promql`(${at.midnight} + ${scalar(60 * (cron.times.at(-1) ?? 0))})`, conditionsOf(cron, at));
}

/** An instant vector with the current time plus this many seconds. */
const shifted = (seconds: number): Promql => promql`vector(time() + ${scalar(seconds)})`;

/**
 * The value of `jobDue`, as an instant vector with one element and no labels. No result if there was no run on the current day or the day
 * before. PromQL has no time zones. In a zone with daylight saving time, the expression uses the larger UTC offset, which gives the
 * earliest time in UTC, and adds the difference between both offsets to the grace period.
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

/** Recording rules for the due times of all jobs that have a schedule. There is one part for each different schedule. */
export function dueRecordings(jobs: readonly DeclaredJob[]): Recording[] {
  const schedules = new Map(jobs.filter(isScheduled).flatMap(({ due }) => (due === undefined ? [] : [[due.schedule, due] as const])));
  if (schedules.size === 0) return [];
  const by = labels(...jobKey, "severity");
  const parts = [...schedules.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([schedule, due]) => promql`
      max by (${by}) (0 * ${select(jobInterval, { schedule: is(schedule) })})
        + on () group_left ()
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
