import { parseSearch } from "../../../dashboards/viewer/model/jaeger";
import { logfmtPair, parseLogfmt } from "../../../dashboards/viewer/model/logfmt";
import { requestOf } from "../../../dashboards/viewer/model/requests";
import { traceRequest } from "../../../dashboards/viewer/model/trace-request";

const context = {
  values: { service: { values: ["orders"], multi: false }, system: { values: ['a "b" \\'], multi: false } },
  range: { from: 1_795_941_800_000, to: 1_795_941_830_500 },
  step: 15,
  targets: 1,
};
const logs = { type: "victoriametrics-logs-datasource", uid: "victoria-logs" };
const jaeger = { type: "jaeger", uid: "jaeger" };

describe("VictoriaLogs", () => {
  it("is asked for lines in nanoseconds, and the rows it really returns become lines, newest first", () => {
    const request = requestOf({ refId: "A", expr: '{service="$service",system="$system"}', maxLines: 50 }, logs, context);
    expect([request.path, request.format, request.query]).toEqual([
      "/select/logsql/query",
      "lines",
      {
        query: '{service="orders",system="a \\"b\\" \\\\"}',
        start: "1795941800000000000",
        end: "1795941830500000000",
        limit: "50",
      },
    ]);
    const row = { _stream: '{service="orders"}', _stream_id: "0000", level: "error", trace_id: "d6bf" };
    const [frame] = request.read([
      { _msg: "first", _time: "2026-11-29T08:43:38.979000001Z", ...row },
      { _msg: "second", _time: "2026-11-29T08:43:38.979000002Z", ...row },
      { _msg: "whole second", _time: "2026-11-29T08:43:38Z", ...row },
      { level: "info", lines: "50" },
    ]);
    expect(frame?.fields.map(({ values }) => values)).toEqual([
      [1_795_941_818_979, 1_795_941_818_979, 1_795_941_818_000, null],
      ["second", "first", "whole second", "level=info lines=50"],
      [...Array.from({ length: 3 }, () => ({ level: "error", trace_id: "d6bf" })), { level: "info", lines: "50" }],
    ]);
  });

  it("a statistic over time becomes series, aligned to the step", () => {
    const target = { refId: "A", expr: "* | stats by (level) count() lines", queryType: "statsRange", legendFormat: "{{level}}" };
    const request = requestOf(target, logs, context);
    expect([request.path, request.query["start"], request.query["end"], request.query["step"]]).toEqual([
      "/select/logsql/stats_query_range",
      "1795941795000000000",
      "1795941840000000000",
      "15s",
    ]);
    const metric = { __name__: "lines", level: "error" };
    const frames = request.read({ data: { resultType: "matrix", result: [{ metric, values: [[1795941780, "1"]] }] } });
    expect(frames.map(({ name, fields }) => [name, fields.map(({ values }) => values)])).toEqual([["error", [[1_795_941_780_000], [1]]]]);
  });

  it("a statistic at the end becomes a table, which keeps the names of several functions", () => {
    const request = requestOf({ refId: "A", expr: "* | stats count() lines", queryType: "stats" }, logs, context);
    const answer = (...names: string[]) => ({
      data: { resultType: "vector", result: names.map((name) => ({ metric: { __name__: name, level: "info" }, value: [1, "2"] })) },
    });
    const columns = (...names: string[]) => request.read(answer(...names))[0]?.fields.map(({ name }) => name);
    expect(columns("lines")).toEqual(["Time", "level", "Value"]);
    expect(columns("lines", "traces")).toEqual(["Time", "__name__", "level", "Value"]);
  });
});

/** What Jaeger 1.76 returns for a trace of two services, without the parts that the viewer does not read. */
const stored = {
  data: [
    {
      traceID: "d6bfd30731c231a8c2e3204b050de5ec",
      spans: [
        {
          spanID: "afcd",
          operationName: "select",
          references: [{ refType: "CHILD_OF", traceID: "d6bf", spanID: "e38f" }],
          startTime: 1795941818958000,
          duration: 20000,
          tags: [{ key: "span.kind", type: "string", value: "client" }],
          processID: "p2",
        },
        {
          spanID: "6672",
          operationName: "GET /orders",
          references: [],
          startTime: 1795941818657000,
          duration: 320000,
          tags: [],
          processID: "p1",
        },
        {
          spanID: "e38f",
          operationName: "GET /orders",
          references: [{ refType: "CHILD_OF", traceID: "d6bf", spanID: "6672" }],
          startTime: 1795941818678000,
          duration: 300000,
          tags: [{ key: "error", type: "bool", value: true }],
          logs: [
            {
              timestamp: 1795941818828000,
              fields: [
                { key: "event", type: "string", value: "exception" },
                { key: "exception.message", type: "string", value: "no stock" },
              ],
            },
          ],
          processID: "p2",
        },
      ],
      processes: { p1: { serviceName: "web" }, p2: { serviceName: "orders" } },
    },
  ],
};

describe("Jaeger", () => {
  const target = { refId: "A", service: "$service", tags: 'error=true service.namespace="$system"', minDuration: "800ms", limit: 5 };

  it("is asked in microseconds, with tags as JSON", () => {
    const request = requestOf(target, jaeger, context);
    expect([request.path, request.query]).toEqual([
      "/api/traces",
      {
        service: "orders",
        minDuration: "800ms",
        tags: '{"error":"true","service.namespace":"a \\"b\\" \\\\"}',
        limit: "5",
        start: "1795941800000000",
        end: "1795941830500000",
      },
    ]);
    expect(request.shown).toBe('service=orders minDuration=800ms error=true service.namespace="a \\"b\\" \\\\"');
  });

  it("the traces it returns are named after their root spans", () => {
    const [frame] = requestOf(target, jaeger, context).read(stored);
    expect(frame?.fields.map(({ name, values }) => [name, values[0]])).toEqual([
      ["Trace ID", "d6bfd30731c231a8c2e3204b050de5ec"],
      ["Start time", 1_795_941_818_657],
      ["Service", "web"],
      ["Name", "GET /orders"],
      ["Duration", 321],
    ]);
    expect(requestOf(target, jaeger, context).read({ data: [] })).toEqual([]);
  });

  it("a trace is a tree of spans with their services and errors", () => {
    const request = traceRequest("d6bf", "jaeger", "jaeger");
    expect(request.path).toBe("/api/traces/d6bf");
    expect(request.read(stored).spans.map(({ id, depth, service, start, failed }) => [id, depth, service, start, failed])).toEqual([
      ["6672", 0, "web", 0, false],
      ["e38f", 1, "orders", 21, true],
      ["afcd", 2, "orders", 301, false],
    ]);
  });

  it("an event of a span has its name, its time since the start of the trace, and its other fields", () => {
    const { spans } = traceRequest("d6bf", "jaeger", "jaeger").read(stored);
    expect(spans.map(({ id, events }) => [id, events])).toEqual([
      ["6672", []],
      ["e38f", [{ name: "exception", at: 171, attributes: { "exception.message": "no stock" } }]],
      ["afcd", []],
    ]);
  });

  it("a typed search names a service, durations and tags", () => {
    expect(parseSearch('service=orders operation="GET /" minDuration=1s error=true db="a b"')).toEqual({
      service: "orders",
      operation: "GET /",
      minDuration: "1s",
      maxDuration: undefined,
      tags: 'error=true db="a b"',
    });
    expect(() => parseSearch("error=true")).toThrow("Jaeger searches the traces of one service. Name it, for example service=orders");
  });
});

describe("logfmt", () => {
  it.each(["orders", "two words", 'a "quoted" \\ word', "two\nlines", ""])("keeps the value %j", (value) => {
    expect(parseLogfmt(`first=1 ${logfmtPair("key", value)} last=2`)).toEqual([
      ["first", "1"],
      ["key", value],
      ["last", "2"],
    ]);
  });

  it.each(["orders", 'key="open', 'key="a"b'])("refuses %j and says what it expects", (text) => {
    expect(() => parseLogfmt(text)).toThrow(/^The search cannot be read from ".*"\. Write key=value/);
  });
});
