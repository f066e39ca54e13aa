import type { View } from "../../exporters/model/catalogue";
import { timeIntervalsOf } from "./time-intervals";
import type { TimeInterval } from "./model";

const week = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const day = 24 * 60;

/** Noon of a winter's and a summer's day in UTC, as Unix time in milliseconds: a zone has one offset at each, or the same at both. */
const noons = [1_768_478_400_000, 1_784_116_800_000] as const;

/** Minutes by which clocks of a zone are ahead of UTC, at each of its offsets in a year. */
export function offsetsOf(timeZone: string): number[] {
  const format = new Intl.DateTimeFormat("en", { timeZone, hourCycle: "h23", day: "numeric", hour: "numeric", minute: "numeric" });
  const offsets = noons.map((noon) => {
    const parts = Object.fromEntries(format.formatToParts(noon).map(({ type, value }) => [type, Number(value)]));
    return ((parts["day"] ?? 15) - 15) * day + (parts["hour"] ?? 12) * 60 + (parts["minute"] ?? 0) - day / 2;
  });
  return [...new Set(offsets)].sort((a, b) => a - b);
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const shifted = (name: string, days: number): string => {
  const index = week.findIndex((other) => other === name);
  return week[(index + days + 7) % 7] ?? name;
};

/** A range of a day in UTC, cut where the day ends there. */
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
 * Working hours for the Operator, whose intervals know no time zone: in UTC, and where clocks change both of the ranges. So nothing waits
 * longer than the owner wants; for half of the year it comes up to an hour before or after.
 */
export const utcIntervalsOf = (view: View): object[] =>
  timeIntervalsOf(view).map(({ name, time_intervals }) => ({ name, timeIntervals: time_intervals.flatMap(inUtc) }));
