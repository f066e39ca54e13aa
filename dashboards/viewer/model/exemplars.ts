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

const answer = z.object({
  data: z.array(
    z.object({
      exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.string(), timestamp: z.number() })),
    }),
  ),
});

/** Keeps the exemplar with the highest value of each step, because a long range can have thousands. */
function highest(found: readonly Exemplar[], step: number): Exemplar[] {
  const kept = new Map<number, Exemplar>();
  for (const each of found) {
    const slot = Math.floor(each.at / 1000 / step);
    const known = kept.get(slot);
    if (known === undefined || known.value < each.value) kept.set(slot, each);
  }
  return [...kept.values()].sort((a, b) => a.at - b.at);
}

/** Returns the request for the exemplars of a query's series. Exemplars without a trace ID are left out. */
export function exemplarsRequest(
  target: PrometheusTarget,
  source: string,
  { values, range, step }: QueryContext,
): Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => Exemplar[] } {
  const query = interpolate(target.expr, values, "promql");
  return {
    source,
    path: "/api/v1/query_exemplars",
    query: { query, start: String(range.from / 1000), end: String(range.to / 1000) },
    shown: query,
    read: (body) =>
      highest(
        answer.parse(body).data.flatMap(({ exemplars }) =>
          exemplars.flatMap(({ labels, value, timestamp }) => {
            const traceId = labels["trace_id"];
            return traceId === undefined ? [] : [{ at: timestamp * 1000, value: number(value), traceId }];
          }),
        ),
        step,
      ),
  };
}
