import { promClient } from "../../../exporters/instrumentation/http";
import { bounds } from "../../../alert-rules/packs/http/proofs";
import { httpWorld } from "../../../alert-rules/packs/http/world";
import { counter, hold, type RawSeries } from "../../../alert-rules/proofs/samples";
import { littleTraffic } from "../../../alert-rules/proofs/transformations/traffic";
import type { Knowledge, Story } from "../../../alert-rules/proofs/transformations/model";

const knowledge: Knowledge = {
  kind: ({ metric }) => (metric === "up" ? "gauge" : "counter"),
  source: () => "own",
  shared: () => false,
  divided: () => false,
  byInstrumentation: () => false,
  ofOneService: () => false,
  appears: () => false,
  chosen: () => undefined,
};

const storyOf = (series: readonly RawSeries[]): Story => ({
  series,
  catalogue: [],
  checks: [],
  trouble: { series: [], instance: {} },
  health: [],
  middle: 0,
  kept: 0,
});

function transformed(series: readonly RawSeries[]): readonly RawSeries[] {
  const [story, ...others] = littleTraffic.apply(storyOf(series), knowledge);
  expect(others).toEqual([]);
  if (story === undefined) throw new Error("the transformation does not apply");
  return story.series;
}

const numbers = ({ samples }: RawSeries): number[] => samples.filter((sample) => typeof sample === "number");
const last = (series: RawSeries): number => numbers(series).at(-1) ?? NaN;

/** Two hours with ten requests per second. 0.9 % of the requests take 4 seconds. */
const requests = httpWorld(promClient, bounds, [
  hold(7200, [
    { perSecond: 9.91, seconds: 0.05 },
    { perSecond: 0.09, seconds: 4 },
  ]),
]).filter(({ labels }) => labels.status_code !== "503");

describe("a hundredth of the traffic", () => {
  const series = transformed(requests);
  const bucket = (le: string): RawSeries => {
    const found = series.find(({ labels }) => labels.le === le);
    if (found === undefined) throw new Error(`no bucket ${le}`);
    return found;
  };

  it("leaves a hundredth of the fast and of the slow requests", () => {
    expect([last(bucket("2.0")), last(bucket("+Inf")) - last(bucket("2.0"))]).toEqual([712, 6]);
  });

  it("keeps the duration of each request: none leaves a bucket later", () => {
    const slow = numbers(bucket("+Inf")).map((all, index) => all - (numbers(bucket("2.0"))[index] ?? NaN));
    expect(slow).toEqual([...slow].sort((a, b) => a - b));
    expect(numbers(bucket("5.0"))).toEqual(numbers(bucket("+Inf")));
  });

  it("keeps the count of a histogram equal to its last bucket", () => {
    const counts = series.filter(({ metric }) => metric.endsWith("_count"));
    expect(counts.map(numbers)).toEqual([numbers(bucket("+Inf"))]);
  });

  it("rounds other counters down, and keeps gauges", () => {
    const others = [counter("orders_total", {}, [hold(600, 1)]), { metric: "up", labels: {}, samples: [1, 0, 1] }];
    expect(transformed(others).map(last)).toEqual([5, 1]);
  });
});
