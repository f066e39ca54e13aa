import { readFileSync } from "node:fs";
import path from "node:path";
import { derivedJob } from "../../exporters/scrape/targets";
import { answersOf, renderedGroups } from "../field/rules";
import { describeWith } from "../support/tools";

const file = "alert-rules/rendered/production/rules/logs.rules.yml";
const groups = renderedGroups([{ path: file, content: readFileSync(path.resolve(__dirname, "../..", file), "utf8") }]);

/** Interval of the samples and of the rule evaluations, in seconds. */
const every = 15;
/** The errors increase at this time, in seconds. By then, the rules know the usual number of errors. */
const start = 5400;
const end = 8100;
const gateway = { job: derivedJob, instance: "otelcol:8891", environment: "production" };
const web = { ...gateway, system: "trading-journal", service: "web" };

/** A counter of log records. It grows by `before` per second until `start`, and by `after` from then on. */
const records = (level: string, before: number, after: number) => {
  let total = 0;
  const samples = Array.from({ length: end / every + 1 }, (_, index) => (total += every * (index * every > start ? after : before)));
  return { name: "log_records_total", labels: { ...web, level }, samples };
};

/** When the warning of TJ-9 first fires, in seconds after the start of the increase from `before` to `after` errors per second. */
function firing(promtool: string, before: number, after: number): number | "never" {
  const alert = 'ALERTS{alertname="LogErrorsHigh",alertstate="firing",severity="warning",system="trading-journal",service="web"}';
  const at = end - every;
  const up = {
    name: "up",
    labels: { ...gateway, system: "monitoring", service: "otelcol" },
    samples: Array<number>(end / every + 1).fill(1),
  };
  const series = [up, records("info", 20, 20), records("error", before, after)];
  const questions = [{ expr: `min(min_over_time(timestamp(${alert})[${at}s:${every}s])) - ${start}`, at }];
  return answersOf(promtool, groups, { every, series, questions })[0]?.[0]?.value ?? "never";
}

describeWith("promtool", "TJ-9, a sudden increase of errors in the logs", (promtool) => {
  it("is notified within 15 minutes if there are ten times as many errors as usual", () => {
    const after = firing(promtool, 0.05, 0.5);
    expect(after).toBeGreaterThan(600);
    expect(after).toBeLessThan(900);
  });

  it("is not notified if there are twice as many errors as usual", () => {
    expect(firing(promtool, 0.05, 0.1)).toBe("never");
  });
});
