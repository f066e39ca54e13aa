import { z } from "zod";
import type { StoredSpan } from "./trace";

const value = z.object({
  stringValue: z.string().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
});
const attributes = z.array(z.object({ key: z.string(), value })).default([]);
const span = z.object({
  spanId: z.string(),
  parentSpanId: z.string().default(""),
  name: z.string().default(""),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes,
  events: z.array(z.object({ timeUnixNano: z.string(), name: z.string().default(""), attributes })).default([]),
  /** The code of an error is 2 or `STATUS_CODE_ERROR`. */
  status: z.object({ code: z.union([z.number(), z.string()]).optional(), message: z.string().optional() }).optional(),
});
const answer = z.object({
  trace: z.object({
    resourceSpans: z
      .array(
        z.object({
          resource: z.object({ attributes }).default({ attributes: [] }),
          scopeSpans: z.array(z.object({ spans: z.array(span).default([]) })).default([]),
        }),
      )
      .default([]),
  }),
});
type Attributes = z.infer<typeof attributes>;

const textOf = ({ stringValue, intValue, doubleValue, boolValue }: z.infer<typeof value>): string =>
  String(stringValue ?? intValue ?? doubleValue ?? boolValue ?? "");
const record = (list: Attributes): Record<string, string> => Object.fromEntries(list.map(({ key, value: found }) => [key, textOf(found)]));

/** Returns the spans in Tempo's response for one trace. Throws if the response has another format. */
export const tempoSpans = (body: unknown): StoredSpan[] =>
  answer.parse(body).trace.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = record(resource.attributes)["service.name"] ?? "";
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ spanId, parentSpanId, name, startTimeUnixNano, endTimeUnixNano, attributes: own, events, status }): StoredSpan => ({
        id: spanId,
        parent: parentSpanId,
        name,
        service,
        from: BigInt(startTimeUnixNano),
        to: BigInt(endTimeUnixNano),
        failed: status?.code === 2 || status?.code === "STATUS_CODE_ERROR",
        attributes: { ...record(own), ...(status?.message ? { "status message": status.message } : {}) },
        events: events.map(({ timeUnixNano, name: event, attributes: found }) => ({
          name: event,
          at: BigInt(timeUnixNano),
          attributes: record(found),
        })),
      })),
    );
  });
