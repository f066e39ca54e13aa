import type { View } from "../../exporters/model/catalogue";
import { workingHoursName } from "../../exporters/model/naming";
import type { Owner, WorkingHours } from "../../exporters/model/owners-schema";
import { CatalogueError } from "../../exporters/model/problems";
import { answeringOwners } from "../../exporters/model/answering";
import { isTimeZone } from "../../exporters/model/time-zone";
import type { TimeInterval } from "./model";

const week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
type Weekday = (typeof week)[number];

const dayAfter = (day: Weekday): Weekday => week[(week.indexOf(day) + 1) % week.length] ?? day;
const ordered = (days: readonly Weekday[]): Weekday[] => week.filter((day) => days.includes(day));

function mistakeIn({ timeZone, from, to }: WorkingHours): string | undefined {
  if (!isTimeZone(timeZone)) return `got time zone ${JSON.stringify(timeZone)}, which is unknown; use an IANA name like "Europe/Berlin"`;
  if (from === to || from === "24:00")
    return `got from ${from} to ${to}, which is an empty period; leave working hours out to be notified at any time`;
  return undefined;
}

/** Working hours across midnight become two ranges, because Alertmanager requires that a range ends on the day on which it starts. */
function intervals({ days, from, to, timeZone }: WorkingHours): TimeInterval["time_intervals"] {
  const range = (weekdays: readonly Weekday[], start: string, end: string) => ({
    weekdays: ordered(weekdays),
    times: [{ start_time: start, end_time: end }],
    location: timeZone,
  });
  if (from < to) return [range(days, from, to)];
  return [range(days, from, "24:00"), ...(to === "00:00" ? [] : [range(days.map(dayAfter), "00:00", to)])];
}

const dayMinutes = 24 * 60;
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** The shortest time between two consecutive working periods, in minutes. It is 0 if one period starts when another ends. */
export function shortestPause({ days, from, to }: WorkingHours): number {
  const begins = ordered(days).map((day) => week.indexOf(day) * dayMinutes + minutesOf(from));
  const length = (minutesOf(to) - minutesOf(from) + dayMinutes) % dayMinutes || dayMinutes;
  const pauses = begins.map((begin, index) => {
    const next = begins[index + 1] ?? (begins[0] ?? 0) + 7 * dayMinutes;
    return next - begin - length;
  });
  return Math.max(0, Math.min(...pauses));
}

/** Names of the time intervals in which an owner's warning and info alerts are sent. Undefined if they are sent at any time. */
export const activeIntervals = (owner: Owner): string[] | undefined =>
  owner.workingHours === undefined ? undefined : [workingHoursName(owner)];

/** Time intervals for the working hours of all owners in the environment. Throws a CatalogueError that lists invalid working hours. */
export function timeIntervalsOf(view: View): TimeInterval[] {
  const owners = answeringOwners(view).flatMap((owner) => (owner.workingHours === undefined ? [] : [{ owner, hours: owner.workingHours }]));
  const problems = owners.flatMap(({ owner, hours }) => {
    const message = mistakeIn(hours);
    return message === undefined ? [] : [{ where: `owners.${owner.id}.workingHours`, message }];
  });
  if (problems.length > 0) throw new CatalogueError(problems);
  return owners.map(({ owner, hours }) => ({ name: workingHoursName(owner), time_intervals: intervals(hours) }));
}
