import { z } from "zod";
import type { SourceRequest } from "./request";

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
  /** Code 2 is an error. */
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

/** One span of a trace. Times are in milliseconds since the start of the trace's first span. */
export interface Span {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly start: number;
  readonly duration: number;
  readonly failed: boolean;
  /** Number of ancestors in the tree of spans. */
  readonly depth: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A trace. Its spans have the order of the tree: each parent comes before its children, and children are sorted by start time. */
export interface Trace {
  readonly spans: readonly Span[];
  /** Start in milliseconds since 1970. */
  readonly began: number;
  /** Time from the start of the first span to the end of the last span, in milliseconds. */
  readonly duration: number;
}

const textOf = ({ stringValue, intValue, doubleValue, boolValue }: z.infer<typeof value>): string =>
  String(stringValue ?? intValue ?? doubleValue ?? boolValue ?? "");
const record = (list: Attributes): Record<string, string> => Object.fromEntries(list.map(({ key, value: found }) => [key, textOf(found)]));

function traceOf(found: z.infer<typeof answer>): Trace {
  const all = found.trace.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = record(resource.attributes)["service.name"] ?? "";
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((each) => ({ ...each, service, from: BigInt(each.startTimeUnixNano), to: BigInt(each.endTimeUnixNano) })),
    );
  });
  const [first] = all;
  if (first === undefined) return { spans: [], began: 0, duration: 0 };
  const began = all.reduce((least, { from }) => (from < least ? from : least), first.from);
  const ended = all.reduce((most, { to }) => (to > most ? to : most), first.to);
  const milliseconds = (nanoseconds: bigint): number => Number(nanoseconds / 1000n) / 1000;
  const ids = new Set(all.map(({ spanId }) => spanId));
  const below = (parent: string | undefined, depth: number): Span[] =>
    all
      // A span whose parent is missing, for example because it was not sampled, starts a tree.
      .filter(({ parentSpanId }) => (parent === undefined ? !ids.has(parentSpanId) : parentSpanId === parent))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
      .flatMap((each): Span[] => [
        {
          id: each.spanId,
          name: each.name,
          service: each.service,
          start: milliseconds(each.from - began),
          duration: milliseconds(each.to - each.from),
          failed: each.status?.code === 2 || each.status?.code === "STATUS_CODE_ERROR",
          depth,
          attributes: { ...record(each.attributes), ...(each.status?.message ? { "status message": each.status.message } : {}) },
        },
        ...below(each.spanId, depth + 1),
      ]);
  return { spans: below(undefined, 0), began: Number(began / 1_000_000n), duration: milliseconds(ended - began) };
}

/** Returns the request for one trace. */
export const traceRequest = (id: string, source: string): Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => Trace } => ({
  source,
  path: `/api/v2/traces/${id}`,
  query: {},
  shown: id,
  read: (found) => traceOf(answer.parse(found)),
});

/** Returns the fragment of the URL that opens a trace. `traceInHash` parses it. */
export const traceHash = (id: string): string => `#trace=${id}`;
export const traceInHash = (hash: string): string | undefined => /^#trace=([0-9a-f]{1,32})$/.exec(hash)?.[1];
