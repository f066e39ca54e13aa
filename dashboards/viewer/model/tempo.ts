import { z } from "zod";
import { interpolate } from "./interpolate";
import type { QueryContext, SourceRequest } from "./request";
import type { TempoTarget } from "./targets";
import { tracesFrame } from "./traces-frame";

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
    read: (answer) =>
      tracesFrame(
        target.refId,
        found.parse(answer).traces.map((trace) => ({
          id: trace.traceID,
          at: Number(BigInt(trace.startTimeUnixNano) / 1_000_000n),
          service: trace.rootServiceName,
          name: trace.rootTraceName,
          duration: trace.durationMs,
        })),
      ),
  };
}
