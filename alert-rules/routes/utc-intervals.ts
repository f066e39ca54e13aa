import type { View } from "../../exporters/model/catalogue";
import { offsetsOf } from "../../exporters/model/time-zone";
import { timeIntervalsOf } from "./time-intervals";
import type { TimeInterval } from "./model";

const week = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const day = 24 * 60;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const shifted = (name: string, days: number): string => {
  const index = week.findIndex((other) => other === name);
  return week[(index + days + 7) % 7] ?? name;
};

/** Time ranges in UTC, split at midnight. `from` and `to` are minutes after midnight UTC of each weekday, and may be negative. */
function ranges(weekdays: readonly string[], from: number, to: number): object[] {
  const first = Math.floor(from / day);
  const end = Math.min(to, (first + 1) * day);
  const range = {
    weekdays: week.filter((name) => weekdays.map((other) => shifted(other, first)).includes(name)),
    times: [{ startTime: clockOf(from - first * day), endTime: clockOf(end - first * day) }],
  };
  return end < to ? [range, ...ranges(weekdays, end, to)] : [range];
}

const inUtc = ({ weekdays, times, location }: TimeInterval["time_intervals"][number]): object[] =>
  offsetsOf(location).flatMap((offset) =>
    times.flatMap(({ start_time, end_time }) => ranges(weekdays, minutesOf(start_time) - offset, minutesOf(end_time) - offset)),
  );

/**
 * Working hours in UTC, because time intervals of the Operator have no time zone. With daylight saving time, the ranges of summer and
 * winter both apply all year. Notifications may then be sent up to an hour before working hours in winter, and up to an hour after them in
 * summer.
 */
export const utcIntervalsOf = (view: View): object[] =>
  timeIntervalsOf(view).map(({ name, time_intervals }) => ({ name, timeIntervals: time_intervals.flatMap(inUtc) }));
