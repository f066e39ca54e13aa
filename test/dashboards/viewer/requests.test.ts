import { plain } from "../../../dashboards/viewer/model/interpolate";
import { marksRequest } from "../../../dashboards/viewer/model/marks";
import { addressOf } from "../../../dashboards/viewer/model/request";
import { requestOf } from "../../../dashboards/viewer/model/requests";

const context = {
  values: { service: { values: ["orders"], multi: false }, __rate_interval: plain("1m"), __auto: plain("30s") },
  range: { from: 1_700_000_012_000, to: 1_700_003_612_000 },
  step: 30,
  targets: 1,
};
const prometheus = { type: "prometheus", uid: "prometheus" };

describe("requests", () => {
  it("asks Prometheus for a range that is aligned to the step", () => {
    const request = requestOf({ refId: "A", expr: 'rate(x{service="$service"}[$__rate_interval])' }, prometheus, context);
    expect(request.path).toBe("/api/v1/query_range");
    expect(request.query).toEqual({
      query: 'rate(x{service="orders"}[1m])',
      start: "1700000010",
      end: "1700003640",
      step: "30",
    });
  });

  it("asks for one time if the query is instant", () => {
    const request = requestOf({ refId: "A", expr: "up", instant: true, format: "table" }, prometheus, context);
    expect(addressOf(request)).toBe("/api/sources/prometheus/api/v1/query?query=up&time=1700003612");
  });

  it("asks Loki in nanoseconds and reads lines, newest first", () => {
    const request = requestOf({ refId: "A", expr: '{service="$service"}', maxLines: 50 }, { type: "loki", uid: "loki" }, context);
    expect(request.query).toMatchObject({ query: '{service="orders"}', start: "1700000010000000000", limit: "50" });
    const [frame] = request.read({
      data: {
        resultType: "streams",
        result: [
          { stream: { level: "info" }, values: [["1700000011000000001", "old"]] },
          { stream: { level: "error" }, values: [["1700000012000000000", "new"]] },
        ],
      },
    });
    expect(frame?.fields.map(({ values }) => values)).toEqual([
      [1_700_000_012_000, 1_700_000_011_000],
      ["new", "old"],
      [{ level: "error" }, { level: "info" }],
    ]);
  });

  it("reads series from Loki's metric queries", () => {
    const request = requestOf({ refId: "A", expr: "x[$__auto]", legendFormat: "{{level}}" }, { type: "loki", uid: "loki" }, context);
    const [frame] = request.read({ data: { resultType: "matrix", result: [{ metric: { level: "info" }, values: [[1, "2"]] }] } });
    expect(frame?.name).toBe("info");
  });

  it("asks Tempo in seconds and reads traces, newest first", () => {
    const request = requestOf({ refId: "A", query: '{ name = "$service" }', limit: 5 }, { type: "tempo", uid: "tempo" }, context);
    expect(addressOf(request)).toBe(
      "/api/sources/tempo/api/search?q=%7B+name+%3D+%22orders%22+%7D&limit=5&start=1700000012&end=1700003612",
    );
    const [frame] = request.read({
      traces: [
        { traceID: "1", startTimeUnixNano: "1700000013000000000" },
        { traceID: "2", rootServiceName: "s", rootTraceName: "n", startTimeUnixNano: "1700000014000000000", durationMs: 7 },
      ],
    });
    expect(frame?.fields.map(({ name, values }) => [name, values])).toEqual([
      ["Trace ID", ["2", "1"]],
      ["Start time", [1_700_000_014_000, 1_700_000_013_000]],
      ["Service", ["s", ""]],
      ["Name", ["n", ""]],
      ["Duration", [7, 0]],
    ]);
  });

  it("refuses a data source that it does not know", () => {
    expect(() => requestOf({ refId: "A" }, { type: "mysql", uid: "m" }, context)).toThrow(
      'A data source of type "mysql" is not supported here. Supported are prometheus, loki, tempo, victoriametrics-logs-datasource and jaeger.',
    );
  });

  it("marks each period in which an alert fires", () => {
    const query = { expr: 'ALERTS{service="$service"}', titleFormat: "{{alertname}}", textFormat: "{{service}}", step: 60 };
    const request = marksRequest(query, "prometheus", context.values, context.range);
    expect(request.query["query"]).toBe('ALERTS{service="orders"}');
    const metric = { alertname: "Slow", service: "orders" };
    const values = [60, 120, 180, 600].map((at) => [at, "1"]);
    expect(request.read({ data: { resultType: "matrix", result: [{ metric, values }] } })).toEqual([
      { from: 60_000, to: 180_000, title: "Slow", text: "orders" },
      { from: 600_000, to: 600_000, title: "Slow", text: "orders" },
    ]);
  });
});
