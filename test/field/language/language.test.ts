import { notation } from "./notation";
import { answersIn } from "./promtool";
import { answered, counter, gauge, gone, refused, restarted, unseen, up } from "./timeline";

const every = 60;

describe("the language of traces", () => {
  it("begins a counter at 0 after a restart and writes one marker where the scrape fails", () => {
    const timeline = [answered(2, 1), refused(2, 1), restarted(answered(2, 1))];
    expect(counter(timeline, every, (rate) => rate)).toEqual([60, 120, "stale", "missing", 60, 120]);
    expect(up(timeline, every)).toEqual([1, 1, 0, 0, 1, 1]);
  });

  it("counts on, without a marker, while Prometheus is away", () => {
    const timeline = [answered(1, 1), unseen(2, 1), answered(1, 1)];
    expect(counter(timeline, every, (rate) => rate)).toEqual([60, "missing", "missing", 240]);
    expect(up(timeline, every)).toEqual([1, "missing", "missing", 1]);
  });

  it("ends every series of a target that is gone", () => {
    const timeline = [answered(1, 7), gone(2, 7)];
    expect(gauge(timeline, every, (value) => value)).toEqual([7, "stale", "missing"]);
    expect(up(timeline, every)).toEqual([1, "stale", "missing"]);
  });

  it("bears a counter with its first event unless it is to begin at 0", () => {
    const timeline = [answered(1, 0), answered(1, 1)];
    expect(counter(timeline, every, (rate) => rate)).toEqual(["missing", 60]);
    expect(counter(timeline, every, (rate) => rate, { birth: "at-zero" })).toEqual([0, 60]);
  });

  it("refuses a step that is no whole number of scrapes", () => {
    expect(() => up([answered(0.3, 0)], 15)).toThrow("A step of 0.3 minutes is not a multiple of 15 seconds");
  });

  it("writes runs of equal steps as one word of promtool's notation", () => {
    expect(notation([1, 3, 5, "stale", "missing", "missing", 0.5, 0.5, 4, 2, 0])).toBe("1+2x2 stale _x2 0.5 0.5 4-2x2");
  });

  it("reads promtool's answers, and refuses what it cannot read", () => {
    expect(answersIn('{alertname="A", x="a\\"{}"} 1.2E+03, {} 5')).toEqual([
      { labels: { alertname: "A", x: 'a\\"{}' }, value: 1200 },
      { labels: {}, value: 5 },
    ]);
    expect(() => answersIn("nothing")).toThrow("promtool's answer cannot be read: nothing");
  });
});
