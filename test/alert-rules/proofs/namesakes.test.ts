import { neighboursOf } from "../../../alert-rules/packs/queue/world";
import type { RawSeries } from "../../../alert-rules/proofs/samples";
import { proofService } from "../../../alert-rules/proofs/service";
import type { Knowledge, Story } from "../../../alert-rules/proofs/transformations/model";
import { namesakesInTrouble } from "../../../alert-rules/proofs/transformations/namesakes";

const knowledge: Knowledge = {
  kind: () => "gauge",
  source: () => "own",
  shared: () => false,
  divided: () => false,
  byInstrumentation: () => false,
  ofOneService: () => false,
  appears: () => false,
  chosen: () => undefined,
};

const { owner, ...instance } = proofService;
const depth = (samples: readonly number[], queue = "jobs"): RawSeries => ({
  metric: "queue_depth",
  labels: { ...instance, owner, queue },
  samples,
});

describe("failing namesakes", () => {
  const story: Story = {
    series: [depth([1, 1, 1, 1])],
    catalogue: [],
    checks: [{ at: 45, alert: "QueueDepthHigh", severity: "critical", identity: Object.keys(instance), firing: [] }],
    // The queues with the same names drain. Extended to the story's length, they would stay at 300.
    trouble: { series: [depth([500, 500]), ...neighboursOf([depth([600, 300])])], instance },
    health: [],
    middle: 2,
    kept: 0,
  };
  const [{ series, checks } = story, ...others] = namesakesInTrouble.apply(story, knowledge);
  const added = series.slice(story.series.length);

  it("are copies of the failing service and its other queue, not of the namesakes in the problem's scenario", () => {
    expect(others).toEqual([]);
    expect(
      added.map(({ labels, samples }) => [labels["system"], labels["environment"], labels["service"], labels["queue"], samples]),
    ).toEqual(
      (["jobs", "other-jobs"] as const).flatMap((queue) => {
        const samples = queue === "jobs" ? [500, 500, 500, 500] : [600, 300, 300, 300];
        return [
          ["other-proof", "proof", "web", queue, samples],
          ["proof", "other-proof", "web", queue, samples],
          ["proof", "proof", "other-web", queue, samples],
        ];
      }),
    );
  });

  it("do not count in the checks", () => {
    expect(checks.map(({ where }) => where)).toEqual([
      { system: { isNot: "other-proof" }, environment: { isNot: "other-proof" }, service: { isNot: "other-web" } },
    ]);
  });
});
