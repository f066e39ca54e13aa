import { traceHash, traceInHash } from "../../../dashboards/viewer/model/trace-link";
import { traceRequest } from "../../../dashboards/viewer/model/trace-request";

const span = (spanId: string, parentSpanId: string, from: number, to: number, more: object = {}) => ({
  spanId,
  parentSpanId,
  name: `name ${spanId}`,
  startTimeUnixNano: `17000000000${String(from).padStart(2, "0")}000000`,
  endTimeUnixNano: `17000000000${String(to).padStart(2, "0")}000000`,
  ...more,
});
const answer = {
  trace: {
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "orders" } }] },
        scopeSpans: [{ spans: [span("c", "a", 30, 40), span("b", "a", 10, 20), span("a", "", 0, 50)] }],
      },
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: "postgres" } }] },
        scopeSpans: [
          {
            spans: [
              span("d", "b", 12, 15, {
                attributes: [{ key: "db.rows", value: { intValue: "3" } }],
                status: { code: "STATUS_CODE_ERROR", message: "timeout" },
                events: [
                  { timeUnixNano: "1700000000014000000", name: "retry" },
                  {
                    timeUnixNano: "1700000000013500000",
                    name: "exception",
                    attributes: [{ key: "exception.message", value: { stringValue: 'no "lock"' } }],
                  },
                ],
              }),
              span("e", "lost", 5, 6),
            ],
          },
        ],
      },
    ],
  },
};

describe("a trace", () => {
  const trace = traceRequest("0af7", "tempo", "tempo").read(answer);

  it("lists each span after its parent, children by their start", () => {
    expect(trace.spans.map(({ id, depth, service, start, duration }) => [id, depth, service, start, duration])).toEqual([
      ["a", 0, "orders", 0, 50],
      ["b", 1, "orders", 10, 10],
      ["d", 2, "postgres", 12, 3],
      ["c", 1, "orders", 30, 10],
      ["e", 0, "postgres", 5, 1],
    ]);
    expect([trace.began, trace.duration]).toEqual([1_700_000_000_000, 50]);
  });

  it("says which spans failed and why", () => {
    expect(trace.spans.filter(({ failed }) => failed).map(({ id, attributes }) => [id, attributes])).toEqual([
      ["d", { "db.rows": "3", "status message": "timeout" }],
    ]);
  });

  it("has the events of each span, the earliest first, since the start of the trace", () => {
    expect(trace.spans.map(({ id, events }) => [id, events]).filter(([, events]) => events?.length !== 0)).toEqual([
      [
        "d",
        [
          { name: "exception", at: 13.5, attributes: { "exception.message": 'no "lock"' } },
          { name: "retry", at: 14, attributes: {} },
        ],
      ],
    ]);
  });

  it("can be empty", () => {
    expect(traceRequest("0af7", "tempo", "tempo").read({ trace: {} })).toEqual({ spans: [], began: 0, duration: 0 });
  });

  it("has an address", () => {
    expect(traceInHash(traceHash("0af7651916cd43dd"))).toBe("0af7651916cd43dd");
    expect(traceInHash("#trace=../admin")).toBeUndefined();
  });
});
