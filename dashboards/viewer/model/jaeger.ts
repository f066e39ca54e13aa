import { z } from "zod";
import type { PlainFrame } from "./frames";
import { interpolate } from "./interpolate";
import { logfmtPair, parseLogfmt } from "./logfmt";
import type { QueryContext, SourceRequest } from "./request";
import type { JaegerTarget } from "./targets";
import { traceOf, type StoredSpan } from "./trace";
import { tracesFrame } from "./traces-frame";

const tag = z.object({ key: z.string(), value: z.unknown() });
const span = z.object({
  spanID: z.string(),
  operationName: z.string().default(""),
  references: z.array(z.object({ refType: z.string(), spanID: z.string() })).nullish(),
  /** Microseconds since 1970. */
  startTime: z.number(),
  /** Microseconds. */
  duration: z.number(),
  tags: z.array(tag).nullish(),
  /** Events. The value of the field `event` is the event's name. `timestamp` is in microseconds since 1970. */
  logs: z.array(z.object({ timestamp: z.number(), fields: z.array(tag).nullish() })).nullish(),
  processID: z.string(),
});
const trace = z.object({
  traceID: z.string(),
  spans: z.array(span),
  processes: z.record(z.string(), z.object({ serviceName: z.string() })),
});
const answer = z.object({ data: z.array(trace).nullable() });

const recordOf = (tags: readonly z.infer<typeof tag>[] | null | undefined): Record<string, string> =>
  Object.fromEntries((tags ?? []).map(({ key, value }) => [key, String(value)]));

const spansOf = ({ spans, processes }: z.infer<typeof trace>): StoredSpan[] =>
  spans.map(({ spanID, operationName, references, startTime, duration, tags, logs, processID }) => {
    const attributes = recordOf(tags);
    const from = BigInt(startTime) * 1000n;
    return {
      id: spanID,
      parent: references?.find(({ refType }) => refType === "CHILD_OF")?.spanID ?? "",
      name: operationName,
      service: processes[processID]?.serviceName ?? "",
      from,
      to: from + BigInt(duration) * 1000n,
      failed: attributes["error"] === "true",
      attributes,
      events: (logs ?? []).map(({ timestamp, fields }) => {
        const { event = "", ...rest } = recordOf(fields);
        return { name: event, at: BigInt(timestamp) * 1000n, attributes: rest };
      }),
    };
  });

/** Returns the spans in Jaeger's response for one trace. Throws if the response has another format. */
export const jaegerSpans = (body: unknown): StoredSpan[] => (answer.parse(body).data ?? []).flatMap(spansOf);

function table(refId: string, body: unknown): PlainFrame[] {
  const found = (answer.parse(body).data ?? []).map((each) => {
    const { spans, began, duration } = traceOf(spansOf(each));
    return { id: each.traceID, at: began, service: spans[0]?.service ?? "", name: spans[0]?.name ?? "", duration };
  });
  return tracesFrame(refId, found);
}

/** Returns the request for one search. The response becomes a table of traces, newest first. */
export function jaegerRequest(target: JaegerTarget, source: string, { values, range }: QueryContext): SourceRequest {
  const filled = (text: string | undefined): string => interpolate(text ?? "", values, "logfmt");
  const tags = parseLogfmt(filled(target.tags));
  const service = interpolate(target.service, values, "text");
  const fields = {
    service,
    operation: interpolate(target.operation ?? "", values, "text"),
    minDuration: target.minDuration ?? "",
    maxDuration: target.maxDuration ?? "",
  };
  const given = Object.entries(fields).filter(([, value]) => value !== "");
  return {
    source,
    path: "/api/traces",
    query: {
      ...Object.fromEntries(given),
      ...(tags.length === 0 ? {} : { tags: JSON.stringify(Object.fromEntries(tags)) }),
      limit: String(target.limit ?? 20),
      // Jaeger expects microseconds.
      start: `${range.from}000`,
      end: `${range.to}000`,
    },
    shown: [...given, ...tags].map(([key, value]) => logfmtPair(key, value)).join(" "),
    read: (body) => table(target.refId, body),
  };
}

const own = ["service", "operation", "minDuration", "maxDuration"] as const;

/**
 * Parses a search that a person typed, such as `service=orders error=true minDuration=500ms`. Keys other than `service`, `operation`,
 * `minDuration` and `maxDuration` are tags. Throws an Error if the service is missing or the text is not logfmt.
 */
export function parseSearch(text: string): Omit<JaegerTarget, "refId" | "queryType"> {
  const pairs = parseLogfmt(text);
  const value = (name: string): string | undefined => pairs.findLast(([key]) => key === name)?.[1];
  const service = value("service");
  if (service === undefined || service === "")
    throw new Error("Jaeger searches the traces of one service. Name it, for example service=orders error=true minDuration=500ms.");
  const tags = pairs.filter(([key]) => !own.some((name) => name === key)).map(([key, each]) => logfmtPair(key, each));
  return {
    service,
    operation: value("operation"),
    minDuration: value("minDuration"),
    maxDuration: value("maxDuration"),
    ...(tags.length === 0 ? {} : { tags: tags.join(" ") }),
  };
}
