import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { hostWorld } from "../../../alert-rules/packs/host/world";
import { poolSeries } from "../../../alert-rules/packs/pool/world";
import { queueSeries } from "../../../alert-rules/packs/queue/world";
import { quotaSeries } from "../../../alert-rules/packs/quota/world";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { loopSeries } from "../../../alert-rules/packs/loop/world";
import { runSeries } from "../../../alert-rules/packs/run/world";
import { workerSeries } from "../../../alert-rules/packs/workers/world";
import { streamSeries } from "../../../alert-rules/packs/stream/world";
import { gauge, gone, hold, step, type RawSeries } from "../../../alert-rules/proofs/samples";
import { proofService } from "../../../alert-rules/proofs/service";
import { ruleGroups } from "../../../alert-rules/rules";
import { emptyAtEveryStep } from "../../support/every-step";
import { describeWith } from "../../support/tools";

/** Alerts that a first start could wrongly trigger: all data is missing for a moment, and starting programs fill the disk. */
const names = [
  "TargetDown",
  "TargetMissing",
  "PushMissing",
  "QueueMissing",
  "PoolMissing",
  "QuotaMissing",
  "RunsMissing",
  "LoopMissing",
  "WorkersMissing",
  "StreamsMissing",
  "HostDiskFilling",
];
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
  ...runSeries("prom-client", [gone(30), hold(end, {})]),
  ...loopSeries("prom-client", [gone(30), hold(end, {})]),
  ...workerSeries("prom-client", [gone(30), hold(end, {})]),
  ...streamSeries("prom-client", [gone(30), hold(end, {})]),
  ...hostWorld([gone(30), hold(end, { free: 0.3, fills: 2_000_000 })]),
];

const quietFromTheStart = (promtool: string, file: string, series: readonly RawSeries[]): Promise<void> =>
  emptyAtEveryStep(promtool, file, "group by (alertname, instance) (ALERTS)", { alerts, groups, series, end });

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
