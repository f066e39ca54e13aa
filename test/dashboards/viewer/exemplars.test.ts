import { exemplarsRequest } from "../../../dashboards/viewer/model/exemplars";
import { addressOf } from "../../../dashboards/viewer/model/request";

const context = {
  values: { service: { values: ["orders"], multi: false } },
  range: { from: 1_700_000_000_000, to: 1_700_003_600_000 },
  step: 30,
  targets: 1,
};
const request = exemplarsRequest(
  { refId: "A", expr: 'rate(x_bucket{service="$service"}[1m])', format: "time_series", exemplar: true },
  "prometheus",
  context,
);
const exemplar = (timestamp: number, value: string, labels: object = { trace_id: `t${value}` }) => ({ labels, value, timestamp });

describe("exemplars", () => {
  it("are asked for with the query's variables", () => {
    expect(new URL(addressOf({ ...request, read: () => [] }), "http://x").searchParams.get("query")).toBe(
      'rate(x_bucket{service="orders"}[1m])',
    );
    expect([request.path, request.query["start"], request.query["end"]]).toEqual(["/api/v1/query_exemplars", "1700000000", "1700003600"]);
  });

  it("keep the highest of each step, of all series, and only those with a trace", () => {
    const data = [
      { seriesLabels: { le: "0.5" }, exemplars: [exemplar(1_700_000_071.5, "0.3"), exemplar(1_700_000_002, "0.1")] },
      { seriesLabels: { le: "1" }, exemplars: [exemplar(1_700_000_003, "0.9"), exemplar(1_700_000_004, "7", { span_id: "x" })] },
    ];
    expect(request.read({ status: "success", data })).toEqual([
      { at: 1_700_000_003_000, value: 0.9, traceId: "t0.9" },
      { at: 1_700_000_071_500, value: 0.3, traceId: "t0.3" },
    ]);
    expect(request.read({ status: "success", data: [] })).toEqual([]);
  });
});
