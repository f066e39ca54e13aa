import { sinceTime } from "../../../../stacks/commands/shell/since";

const now = new Date("2026-01-31T18:00:00Z");
const since = (text: string): string => sinceTime(text, now).toISOString();

it("is a duration of Go before now, also with several units and with decimals", () => {
  for (const [text, time] of [
    ["15m", "17:45:00.000"],
    ["1h30m", "16:30:00.000"],
    ["90s", "17:58:30.000"],
    ["1.5h", "16:30:00.000"],
    ["500ms", "17:59:59.500"],
    ["1m0.5s", "17:58:59.500"],
    ["0s", "18:00:00.000"],
  ] as const)
    expect(since(text)).toBe(`2026-01-31T${time}Z`);
});

it("is a timestamp, or seconds since 1970", () => {
  expect(since("2026-01-31T12:00:00Z")).toBe("2026-01-31T12:00:00.000Z");
  expect(since("2026-01-31T12:00:00.25+02:00")).toBe("2026-01-31T10:00:00.250Z");
  expect(since("2026-01-31T12:00Z")).toBe("2026-01-31T12:00:00.000Z");
  expect(since("2026-01-30Z")).toBe("2026-01-30T00:00:00.000Z");
  expect(sinceTime("2026-01-30", now).getTime()).toBe(new Date(2026, 0, 30).getTime());
  expect(sinceTime("2026-01-30T10:00:00", now).getTime()).toBe(new Date(2026, 0, 30, 10).getTime());
  expect(since("1769860800")).toBe("2026-01-31T12:00:00.000Z");
});

it("refuses other values and the future, with what is allowed", () => {
  for (const text of ["", "15 m", "yesterday", "-5m", "1d", "15x", "2026-13-01T00:00:00Z", "5m-1h"])
    expect(() => since(text)).toThrow(/^--since: got ".*"; expected a duration like 15m or 1h30m/);
  expect(() => since("2026-02-01T00:00:00Z")).toThrow("--since: 2026-02-01T00:00:00Z is in the future");
});
