import { notation } from "./notation";
import { answersIn } from "./promtool";
import { answered, counter, gauge, gone, refused, restarted, unseen, up } from "./timeline";

const every = 60;

describe("the trace language", () => {
  it("starts a counter at 0 after a restart, and writes one staleness marker when a scrape fails", () => {
    const timeline = [answered(2, 1), refused(2, 1), restarted(answered(2, 1))];
    expect(counter(timeline, every, (rate) => rate)).toEqual([60, 120, "stale", "missing", 60, 120]);
    expect(up(timeline, every)).toEqual([1, 1, 0, 0, 1, 1]);
  });

  it("keeps counting without a staleness marker while Prometheus is down", () => {
    const timeline = [answered(1, 1), unseen(2, 1), answered(1, 1)];
    expect(counter(timeline, every, (rate) => rate)).toEqual([60, "missing", "missing", 240]);
    expect(up(timeline, every)).toEqual([1, "missing", "missing", 1]);
  });

  it("ends every series of a target that is gone", () => {
    const timeline = [answered(1, 7), gone(2, 7)];
    expect(gauge(timeline, every, (value) => value)).toEqual([7, "stale", "missing"]);
    expect(up(timeline, every)).toEqual([1, "stale", "missing"]);
  });

  it("creates a counter at its first event unless it is set to start at 0", () => {
    const timeline = [answered(1, 0), answered(1, 1)];
    expect(counter(timeline, every, (rate) => rate)).toEqual(["missing", 60]);
    expect(counter(timeline, every, (rate) => rate, { birth: "at-zero" })).toEqual([0, 60]);
  });

  it("refuses a step that is not a whole number of scrapes", () => {
    expect(() => up([answered(0.3, 0)], 15)).toThrow("A step of 0.3 minutes is not a multiple of 15 seconds");
  });

  it("compresses runs of equal steps in promtool's notation", () => {
    expect(notation([1, 3, 5, "stale", "missing", "missing", 0.5, 0.5, 4, 2, 0])).toBe("1+2x2 stale _x2 0.5 0.5 4-2x2");
  });

  it("parses promtool's answers, and refuses what it cannot parse", () => {
    expect(answersIn('{alertname="A", x="a\\"{}"} 1.2E+03, {} 5')).toEqual([
      { labels: { alertname: "A", x: 'a\\"{}' }, value: 1200 },
      { labels: {}, value: 5 },
    ]);
    expect(() => answersIn("nothing")).toThrow("promtool's answer cannot be read: nothing");
  });
});
