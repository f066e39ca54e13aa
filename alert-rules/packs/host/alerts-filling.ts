import { fixed } from "../../condition";
import { latest } from "../../latest";
import { identity, type Alert } from "../../model";
import { firesInstead, moments } from "../../proofs/patterns";
import { gone, hold, type Phase } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { hours, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import { targetDownProof } from "../target/alerts";
import { hostName } from "./make";
import { diskFreeRatio } from "./series";
import { fileSystem, hostTarget, hostWorld, type HostState } from "./world";

const past = hours(6);
/** A forecast needs samples that are at least this old. In a host's first minutes, the start of its programs fills the disk quickly. */
const settled = hours(1);
const ahead = hours(24);
const wait = hours(1);
/** The alert fires only below this free share. With more free space, there is enough time to notice the growth on the dashboard. */
const most = 0.4;

const name = "HostDiskFilling";
const { fires, quiet, edges } = moments(name, "warning", { ...proofService, instance: hostTarget.instance, ...fileSystem });

const flat: HostState = { free: 0.3 };
/** At this rate, the simulated disk is full in less than a day. */
const fast: HostState = { free: 0.3, fills: 400_000 };
/** At this rate, the alert's forecast is a full disk within a day even if the host was off for four of the last six hours. */
const faster: HostState = { free: 0.3, fills: 1_000_000 };

/** Marks all checks as `exact`, so that the scenario is not transformed. */
const exactly = (...all: readonly [of: (at: number) => Check, at: number][]): Scenario["checks"] =>
  all.map(([of, at]): Check => ({ ...of(at), exact: true })) as [Check, ...Check[]];

const scenario = (title: string, phases: readonly Phase<HostState>[], checks: Scenario["checks"]): Scenario => ({
  title: `${name} ${title}`,
  series: hostWorld(phases),
  checks,
});

/** Alert for a file system that will be full within a day if it continues to fill as in the last hours. */
export const hostDiskFilling = (): Alert => {
  const down = targetDownProof(hostTarget.job);
  return {
    name,
    symptom: "disk-filling",
    severity: "warning",
    condition: fixed(
      {
        name: diskFreeRatio.name,
        help: `Free share of a file system that will be full within ${ahead.text} at the rate of the last ${past.text}`,
        dimension: "ratio",
        compared: promql`
          (
            ${latest(diskFreeRatio.name)}
              and
            predict_linear(${diskFreeRatio.name}[${past}], ${scalar(ahead.seconds)}) < 0
              and
            present_over_time(${diskFreeRatio.name}[${past}] offset ${settled})
          )`,
      },
      "<",
      most,
    ),
    for: wait,
    identity: [...identity, "instance", "device"],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${hostName}: ${label("device")} will be full within a day, ${value("ratio")} is free`,
    impact: "When the disk is full, programs on this host cannot write. Databases stop, and the stack loses telemetry.",
    firstSteps: [
      { step: "Find out since when the free space shrinks.", command: { query: "node_filesystem_avail_bytes" } },
      "Find what grows: run `du -xh --max-depth=2 / | sort -h` on the host twice, some minutes apart.",
      "Stop or limit what grows, delete what is not needed, or enlarge the disk.",
    ],
    firstCommand: { query: "predict_linear(host:disk_free:ratio[6h], 86400)" },
    panel: "hosts/space",
    proofs: () => ({
      fires: [
        scenario(
          "fires when the disk will be full within a day",
          [hold(3600, flat), hold(10_800, fast)],
          [quiet(3585), quiet(7200), quiet(10_500), fires(12_000), fires(14_385), ...edges(11_385)],
        ),
        scenario(
          "fires an hour after the free share has fallen below 40 %",
          [hold(7200, { ...fast, free: 0.5 }), hold(3900, fast)],
          [quiet(7185), fires(11_085), ...edges(10_800)],
        ),
        {
          ...scenario("fires for one host of two", [], [fires(10_785)]),
          series: [...hostWorld([hold(10_800, fast)]), ...hostWorld([hold(10_800, flat)], "second:9100")],
        },
        {
          ...scenario(
            "fires an hour after a host was off for 4 hours, and 2 hours after it was off for 8 hours",
            [hold(9000, faster), gone(14_400), hold(7200, faster), gone(28_800), hold(9000, faster)],
            exactly([fires, 8940], [quiet, 23_400], [quiet, 26_940], [fires, 27_120], [quiet, 59_400], [quiet, 66_540], [fires, 66_720]),
          ),
          every: 60,
        },
      ],
      quiet: [
        scenario(
          "is quiet for a disk that will be full in more than a day",
          [hold(18_000, { free: 0.3, fills: 150_000 })],
          [quiet(3600), quiet(17_985)],
        ),
        scenario(
          "is quiet while the programs of a new host fill the disk, and afterwards",
          [gone(600), hold(900, { free: 0.3, fills: 4_000_000 }), hold(9000, flat)],
          [quiet(1485), quiet(5100), quiet(10_485)],
        ),
        scenario("is quiet while more than 40 % is free", [hold(10_800, { ...fast, free: 0.5 })], [quiet(3600), quiet(10_785)]),
        scenario(
          "is quiet for a job that writes 2 GB once",
          [hold(10_800, flat), hold(900, { free: 0.3, fills: 2_000_000 }), hold(14_400, flat)],
          [quiet(11_685), quiet(15_300), quiet(18_000), quiet(21_600), quiet(26_085)],
        ),
        scenario(
          "is quiet for a disk that is emptied",
          [hold(7200, { free: 0.1 }), hold(7200, { free: 0.3 })],
          [quiet(7185), quiet(14_385)],
        ),
      ],
      resolves: [
        scenario(
          "resolves when space is freed",
          [hold(10_800, fast), hold(900, { free: 0.8 })],
          [fires(10_785), quiet(10_815), quiet(11_685)],
        ),
        {
          ...scenario(
            "resolves some hours after the disk has stopped filling",
            [hold(10_800, fast), hold(28_800, { free: 0.23 })],
            [fires(10_740), { ...fires(30_300), exact: true }, { ...quiet(30_360), exact: true }, quiet(39_540)],
          ),
          every: 60,
        },
      ],
      noData: [
        scenario(
          "leaves a host without data to TargetDown",
          [hold(10_800, fast), gone(600)],
          [fires(10_785), quiet(11_385), { ...fires(10_830), exact: true }, { ...quiet(10_845), exact: true }, firesInstead(down, 11_385)],
        ),
      ],
    }),
  };
};
