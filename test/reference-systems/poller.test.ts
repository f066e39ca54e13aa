import { readFileSync } from "node:fs";
import path from "node:path";
import { loopMetrics } from "../../exporters/instrumentation/loops";
import { answersOf, renderedGroups } from "../field/rules";
import { describeWith } from "../support/tools";

const groups = renderedGroups(
  ["loops", "thresholds"].map((name) => {
    const file = `alert-rules/rendered/production/rules/${name}.rules.yml`;
    return { path: file, content: readFileSync(path.resolve(__dirname, "../..", file), "utf8") };
  }),
);

/** Interval of the samples and of the rule evaluations, in seconds. */
const every = 30;
const minute = 60;
const end = 400 * minute;
/** The loop stops finding items, or stops, at this time. */
const stop = 100 * minute;

const backend = {
  job: "fastapi-instrumentator",
  instance: "backend.soulcaster:8000",
  instrumentation: "fastapi-instrumentator",
  environment: "production",
  system: "soulcaster",
  service: "backend",
  [loopMetrics.loop]: "reddit-poller",
};

/** A counter that grows by `by` every 10 minutes, until `until`. The process restarts every hour, so the counter begins at 0 again. */
function counter(name: string, until: number, by: number, each = 10 * minute) {
  let total = 0;
  const samples = Array.from({ length: end / every + 1 }, (_, index) => {
    const at = index * every;
    if (at % (60 * minute) === 0) total = 0;
    if (at > 0 && at < until && at % each === 0) total += by;
    return total;
  });
  return { name, labels: backend, samples };
}

/** When the alert first fires, in minutes after `stop`. */
function firing(promtool: string, alert: string, severity: string, items: number, iterations: number): number | "never" {
  const fires = `ALERTS{alertname="${alert}",alertstate="firing",severity="${severity}",system="soulcaster",service="backend"}`;
  const series = [counter(loopMetrics.items, items, 3), counter(loopMetrics.iterations, iterations, 1, every)];
  const expr = `(min(min_over_time(timestamp(${fires})[${end}s:${every}s])) - ${stop}) / ${minute}`;
  return answersOf(promtool, groups, { every, series, questions: [{ expr, at: end }] })[0]?.[0]?.value ?? "never";
}

describeWith("promtool", "SC-9, the poller", (promtool) => {
  it("warns two hours after the last new item, although the process restarts every hour", () => {
    const after = firing(promtool, "LoopFindsNothing", "warning", stop, end);
    expect(after).toBeGreaterThan(105);
    expect(after).toBeLessThan(123);
  });

  it("does not warn while there is a new item every 10 minutes", () => {
    expect(firing(promtool, "LoopFindsNothing", "warning", end, end)).toBe("never");
  });

  it("pages two to three minutes after the last iteration", () => {
    const after = firing(promtool, "LoopStuck", "critical", end, stop);
    expect(after).toBeGreaterThanOrEqual(2);
    expect(after).toBeLessThan(3);
  });

  it("does not page while the loop runs", () => {
    expect(firing(promtool, "LoopStuck", "critical", end, end)).toBe("never");
  });
});
