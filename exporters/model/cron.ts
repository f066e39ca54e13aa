/** A parsed cron schedule. `days`, `months` and `weekdays` are absent if they allow every value. */
export interface Cron {
  /** Times of a day, in minutes after midnight, in ascending order. */
  readonly times: readonly number[];
  /** Days of the month, 1 to 31. */
  readonly days?: readonly number[];
  /** Months, 1 to 12. */
  readonly months?: readonly number[];
  /** Days of the week: 0 is Sunday and 6 is Saturday. */
  readonly weekdays?: readonly number[];
  /**
   * Whether a day must match both `days` and `weekdays`. Otherwise, one match is enough. As in cron, `both` is true if one of the two
   * fields starts with `*`.
   */
  readonly both: boolean;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, in order. The first name means `least`. */
  readonly words?: readonly string[];
}

const fields = [
  { name: "minute", least: 0, most: 59 },
  { name: "hour", least: 0, most: 23 },
  { name: "day of the month", least: 1, most: 31 },
  { name: "month", least: 1, most: 12, words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { name: "day of the week", least: 0, most: 7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
] as const satisfies readonly Field[];

/** `mistake` completes the sentence "got <schedule>; ...". */
interface CronMistake {
  readonly mistake: string;
}

const part = /^(?:\*|([a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?)(?:\/(\d{1,2}))?$/;

function valueOf({ least, words }: Field, text: string): number {
  const index = words?.indexOf(text) ?? -1;
  return index >= 0 ? index + least : Number(text);
}

/** The values of one field, or undefined if the field is not valid. */
function valuesOf(field: Field, text: string): readonly number[] | undefined {
  const { least, most } = field;
  const values = text.split(",").flatMap((one): readonly (number | undefined)[] => {
    const match = part.exec(one);
    if (match === null) return [undefined];
    const [, first, last, step] = match;
    const from = first === undefined ? least : valueOf(field, first);
    const to = last === undefined ? (first === undefined || step !== undefined ? most : from) : valueOf(field, last);
    const by = step === undefined ? 1 : Number(step);
    // A value that is not a number is NaN, and these comparisons with NaN are false.
    if (!(from >= least && to <= most && from <= to && by > 0)) return [undefined];
    return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
  });
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : [...new Set(known)].sort((a, b) => a - b);
}

const unlessAll = (values: readonly number[], count: number): readonly number[] | undefined =>
  values.length === count ? undefined : values;

/** Parses a cron schedule with five fields: numbers, names, lists, ranges and steps. Returns the mistake if the schedule is invalid. */
export function parseCron(text: string): Cron | CronMistake {
  const written = text.trim().toLowerCase().split(/\s+/);
  if (written.length !== fields.length) return { mistake: 'expected the five fields of a cron schedule, like "0 3 * * *"' };
  const values = fields.map((field, index) => valuesOf(field, written[index] ?? ""));
  const wrong = fields.find((_, index) => values[index] === undefined);
  if (wrong !== undefined) {
    const got = written[fields.indexOf(wrong)] ?? "";
    return {
      mistake: `the ${wrong.name} is ${JSON.stringify(got)}, but must be ${wrong.least} to ${wrong.most}, a list, a range or a step`,
    };
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = values as readonly (readonly number[])[];
  const ofWeek = [...new Set(weekdays.map((weekday) => weekday % 7))].sort((a, b) => a - b);
  const [day = "", , weekday = ""] = written.slice(2);
  const parts = { days: unlessAll(days, 31), months: unlessAll(months, 12), weekdays: unlessAll(ofWeek, 7) };
  return {
    times: hours.flatMap((hour) => minutes.map((minute) => 60 * hour + minute)),
    ...(parts.days === undefined ? {} : { days: parts.days }),
    ...(parts.months === undefined ? {} : { months: parts.months }),
    ...(parts.weekdays === undefined ? {} : { weekdays: parts.weekdays }),
    both: day.startsWith("*") || weekday.startsWith("*"),
  };
}

const dayMinutes = 24 * 60;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function runsOn({ days, months, weekdays, both }: Cron, day: number, month: number, weekday: number): boolean {
  const inDays = days?.includes(day);
  const inWeek = weekdays?.includes(weekday);
  const onDay = both || inDays === undefined || inWeek === undefined ? (inDays ?? true) && (inWeek ?? true) : inDays || inWeek;
  return onDay && (months?.includes(month) ?? true);
}

/** First year for which runs are computed. 2024-01-01 is a Monday. */
const firstYear = 2024;

/**
 * Number of years, from `firstYear`, in which every date of the schedule occurs at least twice. Nine years contain February 29 three times.
 * A schedule with weekdays and with months or days of the month needs 57 years, because the calendar repeats every 28 years (until 2100).
 */
const yearsOf = ({ days, months, weekdays }: Cron): number =>
  weekdays !== undefined && (days !== undefined || months !== undefined) ? 57 : 9;

/** Returns the numbers of the days on which the job runs, counted from the first day of `firstYear`. */
function runDays(cron: Cron): number[] {
  let number = 0;
  const found: number[] = [];
  const end = firstYear + yearsOf(cron);
  for (let year = firstYear; year < end; year += 1)
    for (const [index, length] of lengths.entries())
      for (let day = 1; day <= (index === 1 && year % 4 === 0 ? 29 : length); day += 1) {
        if (runsOn(cron, day, index + 1, (number + 1) % 7)) found.push(number);
        number += 1;
      }
  return found;
}

/**
 * Returns the longest time between two consecutive runs, in seconds. Daylight saving time is ignored. Undefined if there are never two
 * runs, as on February 30.
 */
export function longestGap(cron: Cron): number | undefined {
  const days = runDays(cron);
  const { times } = cron;
  const [first = 0] = times;
  const within = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const overnight = days.slice(1).map((day, index) => (day - (days[index] ?? day)) * dayMinutes + first - (times.at(-1) ?? first));
  const gaps = [...within, ...overnight];
  return gaps.length === 0 ? undefined : 60 * gaps.reduce((most, gap) => Math.max(most, gap));
}
