import { context, trace, TraceFlags } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { withTraceparent } from "../../../stacks/demo/app/orders/sql-comment";

const manager = new AsyncLocalStorageContextManager();
beforeAll(() => void context.setGlobalContextManager(manager.enable()));
afterAll(() => void manager.disable());

const inSpan = <T>(traceFlags: TraceFlags, work: () => T, traceId = "a".repeat(32)): T =>
  context.with(trace.setSpanContext(context.active(), { traceId, spanId: "b".repeat(16), traceFlags }), work);

describe("an SQL statement of the demo", () => {
  it("ends with the traceparent of the active span, and says whether the trace is sampled", () => {
    const sql = "SELECT 1";
    const parent = `00-${"a".repeat(32)}-${"b".repeat(16)}`;
    expect(inSpan(TraceFlags.SAMPLED, () => withTraceparent(sql))).toBe(`SELECT 1 /*traceparent='${parent}-01'*/`);
    expect(inSpan(TraceFlags.NONE, () => withTraceparent(sql))).toBe(`SELECT 1 /*traceparent='${parent}-00'*/`);
  });

  it("is unchanged without a span, and in a span without a valid ID", () => {
    expect(withTraceparent("SELECT 1")).toBe("SELECT 1");
    expect(inSpan(TraceFlags.SAMPLED, () => withTraceparent("SELECT 1"), "0".repeat(32))).toBe("SELECT 1");
  });
});
