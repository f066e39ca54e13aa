import { renderRules } from "../../alert-rules/render-rules";
import { factsOf } from "../../alert-rules/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { catalogue } from "../../exporters/model/user-catalogue";
import { answersOf, renderedGroups } from "../field/rules";
import { describeWith } from "../support/tools";

const view = catalogue().view("production");
const folder = "alert-rules/rendered/production/rules";
const urls = { grafana: "https://grafana.example.com", runbooks: "https://example.com/OPERATIONS.md" };
const groups = renderedGroups(
  renderRules(ruleGroups(factsOf(view)), folder, urls).filter(({ path }) => path === `${folder}/hosts.rules.yml`),
);

const every = 15;
/** The host's only core becomes busy at this time, in seconds. */
const start = 1800;
const end = 4500;
const target = { job: "stack", environment: "production", system: "monitoring", service: "node-exporter", instance: "10.0.0.7:9100" };

/** CPU time of one core in a mode. It grows by `before` seconds per second until `start`, and by `after` from then on. */
function cpu(mode: string, before: number, after: number) {
  let total = 0;
  const samples = Array.from({ length: end / every + 1 }, (_, index) => (total += every * (index * every > start ? after : before)));
  return { name: "node_cpu_seconds_total", labels: { ...target, cpu: "0", mode }, samples };
}

/** Seconds from the start of the load until the warning fires; `never` if it does not fire. */
function firing(promtool: string, used: number): number | "never" {
  const alert = 'ALERTS{alertname="HostCpuHigh",alertstate="firing",severity="warning",instance="10.0.0.7:9100"}';
  const at = end - every;
  const series = [cpu("user", 0.2, used), cpu("idle", 0.8, 1 - used)];
  const questions = [{ expr: `min(min_over_time(timestamp(${alert})[${at}s:${every}s])) - ${start}`, at }];
  return answersOf(promtool, groups, { every, series, questions })[0]?.[0]?.value ?? "never";
}

describeWith("promtool", "SB-5, more than 90 % of CPU time for 10 minutes, with `hostMetrics`", (promtool) => {
  it("is notified ten to twelve minutes after the start of the load", () => {
    const seconds = firing(promtool, 0.97);
    expect(seconds).toBeGreaterThanOrEqual(600);
    expect(seconds).toBeLessThanOrEqual(720);
  });

  it("is not notified at 85 %", () => {
    expect(firing(promtool, 0.85)).toBe("never");
  });
});
