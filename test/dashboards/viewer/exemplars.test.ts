import { placeOf } from "../../../dashboards/viewer/model/buckets";
import { exemplarsRequest, type ExemplarRoom } from "../../../dashboards/viewer/model/exemplars";
import { addressOf } from "../../../dashboards/viewer/model/request";

const context = {
  values: { service: { values: ["orders"], multi: false } },
  range: { from: 1_700_000_000_000, to: 1_700_003_600_000 },
  step: 30,
  targets: 1,
};
const request = (room: ExemplarRoom) =>
  exemplarsRequest(
    { refId: "A", expr: 'rate(x_bucket{service="$service"}[1m])', format: "time_series", exemplar: true },
    "prometheus",
    context,
    room,
  );
/** At this width, an hour has room for 50 exemplars. */
const plot = request({ width: 1200, byBucket: false });
const exemplar = (timestamp: number, value: string, labels: object = { trace_id: `t${value}` }) => ({ labels, value, timestamp });

describe("exemplars", () => {
  it("are asked for with the query's variables", () => {
    expect(new URL(addressOf({ ...plot, read: () => [] }), "http://x").searchParams.get("query")).toBe(
      'rate(x_bucket{service="orders"}[1m])',
    );
    expect([plot.path, plot.query["start"], plot.query["end"]]).toEqual(["/api/v1/query_exemplars", "1700000000", "1700003600"]);
  });

  const data = [
    { seriesLabels: { le: "0.5" }, exemplars: [exemplar(1_700_000_050.5, "0.3"), exemplar(1_700_000_002, "0.1")] },
    { seriesLabels: { le: "1" }, exemplars: [exemplar(1_700_000_060, "0.9"), exemplar(1_700_000_061, "7", { span_id: "x" })] },
  ];

  it("keep the slowest in 24 pixels, of all series, and only those with a trace", () => {
    expect(plot.read({ status: "success", data })).toEqual([{ at: 1_700_000_060_000, value: 0.9, traceId: "t0.9" }]);
    expect(plot.read({ status: "success", data: [] })).toEqual([]);
  });

  it("are at most one per 24 pixels, and at most one per step", () => {
    const each = Array.from({ length: 3600 }, (_, second) => exemplar(1_700_000_000 + second, String(second % 97)));
    const kept = (width: number) => request({ width, byBucket: false }).read({ data: [{ seriesLabels: {}, exemplars: each }] }).length;
    // One exemplar remains per 24 pixels or per step. The range starts within such a period, so it overlaps one more period.
    expect([600, 1200].map(kept)).toEqual([26, 51]);
    expect(kept(20_000)).toBe(121);
  });

  it("in a heatmap, are kept for each bucket", () => {
    expect(request({ width: 1200, byBucket: true }).read({ status: "success", data })).toEqual([
      { at: 1_700_000_050_500, value: 0.3, traceId: "t0.3" },
      { at: 1_700_000_060_000, value: 0.9, traceId: "t0.9" },
    ]);
  });
});

describe("the place of an exemplar in a heatmap", () => {
  it.each([
    [0, 0],
    [0.05, 0.5],
    [0.1, 1],
    [0.2, 1.25],
    [0.5, 2],
    [3, 2.5],
  ])("of %d s is %d", (value, place) => {
    expect(placeOf(value, ["0.1", "0.5", "+Inf"])).toBeCloseTo(place);
  });

  it("above all bounds is the upper end, without a bucket is the lower end", () => {
    expect(placeOf(3, ["0.1", "0.5"])).toBe(2);
    expect(placeOf(3, [])).toBe(0);
  });
});
