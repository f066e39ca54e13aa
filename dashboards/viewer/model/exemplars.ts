import { z } from "zod";
import { interpolate } from "./interpolate";
import type { QueryContext, SourceRequest } from "./request";
import { number } from "./series";
import type { PrometheusTarget } from "./targets";

/** A single event behind a series, such as one request, with its trace. */
export interface Exemplar {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
  readonly traceId: string;
}

/** How much space the panel has for exemplars. The space determines how many exemplars are kept. */
export interface ExemplarRoom {
  /** Width of the panel in pixels. */
  readonly width: number;
  /** Whether each bucket of the histogram has a row, as in a heatmap. Otherwise all exemplars of a query share the plot. */
  readonly byBucket: boolean;
}

/**
 * Minimum width of a period in pixels. In each period, one exemplar per query or bucket is kept. More exemplars would hide the lines of the
 * panel.
 */
const distance = 24;

const answer = z.object({
  data: z.array(
    z.object({
      seriesLabels: z.record(z.string(), z.string()).default({}),
      exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.string(), timestamp: z.number() })),
    }),
  ),
});

type Found = Exemplar & { readonly bucket: string };

/** Keeps the exemplar with the highest value of each period and bucket, because it explains the most. `period` is in milliseconds. */
function highest(found: readonly Found[], period: number): Exemplar[] {
  const kept = new Map<string, Found>();
  for (const each of found) {
    const slot = `${Math.floor(each.at / period)} ${each.bucket}`;
    const known = kept.get(slot);
    if (known === undefined || known.value < each.value) kept.set(slot, each);
  }
  return [...kept.values()].map(({ at, value, traceId }) => ({ at, value, traceId })).sort((a, b) => a.at - b.at);
}

/** Returns the request for the exemplars of a query's series. Exemplars without a trace ID are left out. */
export function exemplarsRequest(
  target: PrometheusTarget,
  source: string,
  { values, range, step }: QueryContext,
  { width, byBucket }: ExemplarRoom,
): Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => Exemplar[] } {
  const query = interpolate(target.expr, values, "promql");
  const period = Math.max(step * 1000, ((range.to - range.from) * distance) / Math.max(1, width));
  return {
    source,
    path: "/api/v1/query_exemplars",
    query: { query, start: String(range.from / 1000), end: String(range.to / 1000) },
    shown: query,
    read: (body) =>
      highest(
        answer.parse(body).data.flatMap(({ seriesLabels, exemplars }) =>
          exemplars.flatMap(({ labels, value, timestamp }) => {
            const traceId = labels["trace_id"];
            return traceId === undefined
              ? []
              : [{ at: timestamp * 1000, value: number(value), traceId, bucket: byBucket ? (seriesLabels["le"] ?? "") : "" }];
          }),
        ),
        period,
      ),
  };
}
