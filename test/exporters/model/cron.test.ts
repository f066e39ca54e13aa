import { longestGap, parseCron } from "../../../exporters/model/cron";

const [hour, day] = [3600, 86_400];

function gapOf(text: string): number | undefined {
  const parsed = parseCron(text);
  if ("mistake" in parsed) throw new Error(parsed.mistake);
  return longestGap(parsed);
}

test("a schedule has times, and days unless it runs every day", () => {
  expect(parseCron("0 3 * * *")).toEqual({ times: [180], both: true });
  expect(parseCron("5,35 */12 1-3 jan-mar *")).toEqual({ times: [5, 35, 725, 755], days: [1, 2, 3], months: [1, 2, 3], both: true });
  expect(parseCron("0 9 13 * FRI")).toEqual({ times: [540], days: [13], weekdays: [5], both: false });
  expect(parseCron(" 0  9 * * 5-7 ")).toEqual({ times: [540], weekdays: [0, 5, 6], both: true });
  expect(parseCron("10/20 0 * * *")).toEqual({ times: [10, 30, 50], both: true });
  expect(parseCron("0 0 */2 * mon")).toMatchObject({ weekdays: [1], both: true });
});

test.each([
  ["0 3 * * *", day],
  ["*/15 * * * *", 900],
  ["0 8-18 * * *", 14 * hour],
  ["0 8-18 * * 1-5", 2 * day + 14 * hour],
  ["0 5 * * 0", 7 * day],
  ["0 3 1 * *", 31 * day],
  ["0 3 31 * *", 61 * day],
  ["0 3 29 2 *", 1461 * day],
  ["0 0 1 1 *", 366 * day],
  ["0 0 29 2 */7", 10_227 * day],
  ["0 3 30 2 *", undefined],
])("the longest time between two runs of %s is known", (text, seconds) => {
  expect(gapOf(text)).toBe(seconds);
});

test.each([
  ["0 3", 'expected the five fields of a cron schedule, like "0 3 * * *"'],
  ["99 3 * * *", 'the minute is "99", but must be 0 to 59, a list, a range or a step'],
  ["0 24 * * *", 'the hour is "24", but must be 0 to 23, a list, a range or a step'],
  ["0 3 0 * *", 'the day of the month is "0", but must be 1 to 31, a list, a range or a step'],
  ["0 3 L * *", 'the day of the month is "l", but must be 1 to 31, a list, a range or a step'],
  ["0 3 * 13 *", 'the month is "13", but must be 1 to 12, a list, a range or a step'],
  ["0 3 * * 5-1", 'the day of the week is "5-1", but must be 0 to 7, a list, a range or a step'],
  ["0 3 * * someday", 'the day of the week is "someday", but must be 0 to 7, a list, a range or a step'],
  ["*/0 3 * * *", 'the minute is "*/0", but must be 0 to 59, a list, a range or a step'],
])("the mistake in %s is explained", (text, mistake) => {
  expect(parseCron(text)).toEqual({ mistake });
});
