import { aligned, parseDuration, rateInterval, stepOf } from "../../../dashboards/viewer/model/interval";
import { parseTime, rangeOf } from "../../../dashboards/viewer/model/time";

const hour = 3_600_000;
const now = Date.UTC(2026, 0, 2, 10, 30, 15);

describe("steps and times", () => {
  it("draws at most one point per pixel", () => {
    expect(stepOf({ from: 0, to: hour }, 600, 5)).toBe(10);
    expect(stepOf({ from: 0, to: hour }, 100, 5)).toBe(60);
    expect(stepOf({ from: 0, to: 24 * hour }, 800, 5)).toBe(120);
  });

  it("is never finer than the scrape interval, and never asks for more points than Prometheus allows", () => {
    expect(stepOf({ from: 0, to: 60_000 }, 2000, 15)).toBe(15);
    const year = { from: 0, to: 365 * 24 * hour };
    expect((year.to - year.from) / 1000 / stepOf(year, 1_000_000, 15)).toBeLessThanOrEqual(11_000);
  });

  it("has at least two samples in the window of a rate", () => {
    expect(rateInterval(10, 15)).toBe(60);
    expect(rateInterval(300, 15)).toBe(315);
  });

  it("moves both ends of a range to the step", () => {
    expect(aligned({ from: 12_345, to: 67_890 }, 10)).toEqual({ from: 10_000, to: 70_000 });
  });

  it("reads durations", () => {
    expect([parseDuration("30s"), parseDuration("1h30m"), parseDuration("500ms")]).toEqual([30, 5400, 0.5]);
    expect([parseDuration(""), parseDuration("30"), parseDuration("1 h")]).toEqual([undefined, undefined, undefined]);
  });

  it("reads relative and absolute times", () => {
    expect(parseTime("now", now, true)).toBe(now);
    expect(parseTime("now-6h", now, false)).toBe(now - 6 * hour);
    expect(parseTime("now/d", now, false)).toBe(Date.UTC(2026, 0, 2));
    expect(parseTime("now-1d/d", now, true)).toBe(Date.UTC(2026, 0, 2) - 1);
    expect(parseTime("now/d", Date.UTC(2026, 0, 2), true)).toBe(Date.UTC(2026, 0, 3) - 1);
    expect(parseTime("1767000000000", now, true)).toBe(1_767_000_000_000);
    expect(parseTime("2026-01-02T03:04:05.000Z", now, true)).toBe(Date.UTC(2026, 0, 2, 3, 4, 5));
    expect(parseTime("yesterday", now, true)).toBeUndefined();
  });

  it("names a wrong time and an empty range", () => {
    expect(() => rangeOf({ from: "soon", to: "now" }, now)).toThrow(
      'from=soon in the address is no time. Allowed are "now", "now-1h", milliseconds since 1970 and ISO dates.',
    );
    expect(() => rangeOf({ from: "now", to: "now-1h" }, now)).toThrow("The time range is empty: from=now is not before to=now-1h.");
  });
});
