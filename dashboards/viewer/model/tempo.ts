import { z } from "zod";
import { frame, type PlainFrame } from "./frames";
import { interpolate } from "./interpolate";
import type { QueryContext, SourceRequest } from "./request";
import type { TempoTarget } from "./targets";
import { traceHash } from "./trace";

const found = z.object({
  traces: z
    .array(
      z.object({
        traceID: z.string(),
        rootServiceName: z.string().default(""),
        rootTraceName: z.string().default(""),
        startTimeUnixNano: z.string(),
        /** Missing for traces shorter than a millisecond. */
        durationMs: z.number().default(0),
      }),
    )
    .default([]),
});

/** Link that opens a trace on the page. */
const links = [{ title: "Open the trace", url: traceHash("${__value.raw}") }];

function table(refId: string, answer: z.infer<typeof found>): PlainFrame[] {
  const rows = answer.traces
    .map((trace) => ({ ...trace, at: Number(BigInt(trace.startTimeUnixNano) / 1_000_000n) }))
    .sort((a, b) => b.at - a.at);
  if (rows.length === 0) return [];
  return [
    frame(refId, [
      { name: "Trace ID", type: "string", values: rows.map(({ traceID }) => traceID), config: { links } },
      { name: "Start time", type: "time", values: rows.map(({ at }) => at), config: {} },
      { name: "Service", type: "string", values: rows.map(({ rootServiceName }) => rootServiceName), config: {} },
      { name: "Name", type: "string", values: rows.map(({ rootTraceName }) => rootTraceName), config: {} },
      { name: "Duration", type: "number", values: rows.map(({ durationMs }) => durationMs), config: { unit: "ms" } },
    ]),
  ];
}

/** Returns the request for one TraceQL query. The response becomes a table of traces, newest first. */
export function tempoRequest(target: TempoTarget, source: string, context: QueryContext): SourceRequest {
  const query = interpolate(target.query, context.values, "traceql");
  return {
    source,
    path: "/api/search",
    query: {
      q: query,
      limit: String(target.limit ?? 20),
      start: String(Math.floor(context.range.from / 1000)),
      end: String(Math.ceil(context.range.to / 1000)),
    },
    shown: query,
    read: (answer) => table(target.refId, found.parse(answer)),
  };
}
