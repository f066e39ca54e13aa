import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { hostWorld } from "../../../alert-rules/packs/host/world";
import { poolSeries } from "../../../alert-rules/packs/pool/world";
import { queueSeries } from "../../../alert-rules/packs/queue/world";
import { quotaSeries } from "../../../alert-rules/packs/quota/world";
import { recordingsFor } from "../../../alert-rules/proofs/closure";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { moments } from "../../../alert-rules/proofs/patterns";
import { scenarioTest } from "../../../alert-rules/proofs/promtool";
import { gauge, gone, hold, step, type RawSeries } from "../../../alert-rules/proofs/samples";
import { proofService } from "../../../alert-rules/proofs/service";
import { renderRules } from "../../../alert-rules/render-rules";
import { ruleGroups } from "../../../alert-rules/rules";
import { proofFolder, runProof } from "../../support/proofs";
import { describeWith } from "../../support/tools";

/** Alerts that a first start may trigger: all data is missing for a moment, and starting programs fill the disk. */
const names = ["TargetDown", "TargetMissing", "PushMissing", "QueueMissing", "PoolMissing", "QuotaMissing", "HostDiskFilling"];
const groups = ruleGroups(proofFacts);
const alerts = groups.flatMap((group) => group.alerts.filter(({ name }) => names.includes(name)));
const end = 600;

const up = (instance: string, phases: Parameters<typeof gauge>[2]): RawSeries =>
  gauge("up", { ...proofService, job: "prom-client", instance }, phases);

/**
 * A healthy first start: the first scrape comes late, the first scrapes of a slow program fail, and the first data comes after 30 seconds.
 */
const healthy: readonly RawSeries[] = [
  up("web:9464", [gone(step), hold(end, 1)]),
  up("slow:9464", [gone(step), hold(45, 0), hold(end, 1)]),
  gauge("target_info", { job: "proof/web", ...proofService, instance: "web-1" }, [gone(30), hold(end, 1)]),
  ...queueSeries(queueProfiles.bullmq, [gone(30), hold(end, {})]),
  ...poolSeries("prom-client", [gone(30), hold(end, {})]),
  ...quotaSeries("prom-client", [gone(30), hold(end, 1)]),
  ...hostWorld([gone(30), hold(end, { free: 0.3, fills: 2_000_000 })]),
];

async function quietFromTheStart(promtool: string, file: string, series: readonly RawSeries[]): Promise<void> {
  const folder = path.join(proofFolder, "..", `promtool-${file}`);
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  try {
    const rules = renderRules([{ name: file, recordings: recordingsFor(alerts, groups), alerts }], "rules", {
      grafana: "http://grafana.example",
      runbooks: "http://runbooks.example/OPERATIONS.md",
    });
    for (const { path: name, content } of rules) writeFileSync(path.join(folder, name), content);
    const times = Array.from({ length: end / step }, (_, index) => index * step);
    const test = {
      ...scenarioTest({ title: file, series, checks: [moments("TargetDown", "critical", proofService).quiet(0)] }),
      promql_expr_test: times.map((at) => ({ expr: "group by (alertname, instance) (ALERTS)", eval_time: `${at}s`, exp_samples: [] })),
    };
    const content = stringify({ rule_files: rules.map(({ path: name }) => name), evaluation_interval: `${step}s`, tests: [test] });
    writeFileSync(path.join(folder, `${file}.test.yml`), content);
    await runProof(
      promtool,
      { name: `${file}.test.yml`, content, ruleFiles: rules.map(({ path: name }) => name), checks: times.length },
      folder,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith("promtool", "a healthy first start", (promtool) => {
  it("makes no alert pending or firing", async () => {
    expect(new Set(alerts.map(({ name }) => name))).toEqual(new Set(names));
    await quietFromTheStart(promtool, "first-start", healthy);
  });

  it("makes QuotaMissing pending if a declared quota is never reported", async () => {
    const without = healthy.filter(({ metric }) => !metric.includes("quota"));
    expect(without.length).toBeLessThan(healthy.length);
    await expect(quietFromTheStart(promtool, "first-start-without", without)).rejects.toThrow("QuotaMissing");
  });
});
