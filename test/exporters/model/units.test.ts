import { formatDuration, formatQuantity, parseDuration, parseRatio } from "../../../exporters/model/units";

const seconds = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 } as const;
const units = Object.keys(seconds) as (keyof typeof seconds)[];
const numbers = [0, 1, 2, 3, 7, 10, 24, 29, 30, 59, 60, 61, 90, 100, 365, 999, 1000, 1001, 3600, 86_400];

test("a parsed duration is its number times its unit, in seconds", () => {
  for (const unit of units) for (const n of numbers) expect(parseDuration(`${n}${unit}`)).toBeCloseTo(n * seconds[unit], 9);
});

test("a duration keeps its value when it is formatted and parsed again", () => {
  for (const unit of units) {
    for (const n of numbers) {
      const value = parseDuration(`${n}${unit}`) ?? Number.NaN;
      expect(parseDuration(formatDuration(value))).toBe(value);
    }
  }
});

test("a formatted duration of whole milliseconds is valid for Prometheus", () => {
  for (let ms = 1; ms < 200_000; ms += 37) expect(formatDuration(ms / 1000)).toMatch(/^\d+(ms|s|m|h|d)$/);
});

test("a duration is formatted in the largest unit that fits exactly", () => {
  expect([0.005, 0.5, 1, 1.5, 59, 60, 90, 3600, 5400, 93_600, 86_400, 2_592_000].map(formatDuration)).toEqual([
    "5ms",
    "500ms",
    "1s",
    "1500ms",
    "59s",
    "1m",
    "90s",
    "1h",
    "90m",
    "26h",
    "1d",
    "30d",
  ]);
});

test("a percentage keeps its value when it is formatted and parsed again, without floating-point errors", () => {
  for (let tenths = 0; tenths <= 1200; tenths += 1) {
    const text = `${tenths / 10}%`;
    const value = parseRatio(text) ?? Number.NaN;
    expect(formatQuantity(value, "ratio")).toBe(text);
    expect(String(value).length).toBeLessThanOrEqual(6);
  }
});

test("text that is not a duration is rejected", () => {
  const wrong = [
    "",
    "5",
    "s",
    "5 s",
    " 5s",
    "5s ",
    "-5s",
    "+5s",
    "5S",
    "5sec",
    "1h30m",
    "1e3s",
    ".5s",
    "5.s",
    "0x5s",
    "5µs",
    "1w",
    "1y",
    "5%",
    "٥s",
  ];
  expect(wrong.filter((text) => parseDuration(text) !== undefined)).toEqual([]);
});

test("text that is not a percentage is rejected", () => {
  const wrong = ["", "80", "%", "80 %", "-1%", "+1%", "0.8", "80%%", "1e2%", ".5%", "5.%", "80s"];
  expect(wrong.filter((text) => parseRatio(text) !== undefined)).toEqual([]);
});

test("quantities are formatted as people write them", () => {
  expect([
    formatQuantity(2.5, "duration"),
    formatQuantity(0.25, "duration"),
    formatQuantity(0.005, "ratio"),
    formatQuantity(100, "count"),
  ]).toEqual(["2.5s", "250ms", "0.5%", "100"]);
});
