import { jaegerSpans } from "./jaeger";
import type { SourceRequest } from "./request";
import { tempoSpans } from "./tempo-trace";
import { traceOf, type Trace } from "./trace";

/** How each type of trace store returns one trace. */
const stores = {
  tempo: { path: (id: string) => `/api/v2/traces/${id}`, spans: tempoSpans },
  jaeger: { path: (id: string) => `/api/traces/${id}`, spans: jaegerSpans },
} as const;
export type TraceStore = keyof typeof stores;

/** Whether a data source of this type stores traces. */
export const isTraceStore = (type: string): type is TraceStore => Object.hasOwn(stores, type);

/** Returns the request to a trace store for the trace with this ID. */
export function traceRequest(
  id: string,
  type: TraceStore,
  source: string,
): Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => Trace } {
  const { path, spans } = stores[type];
  return { source, path: path(id), query: {}, shown: id, read: (found) => traceOf(spans(found)) };
}
