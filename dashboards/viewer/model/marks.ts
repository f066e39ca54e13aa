import { interpolate, type Values } from "./interpolate";
import type { Range } from "./interval";
import { legendOf, seriesAnswer, seriesOf } from "./series";
import type { SourceRequest } from "./request";

/** A period that panels mark, for example the time during which an alert fired. Times are milliseconds since 1970. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly text: string;
}

/** An annotation query of a dashboard. */
export interface MarkQuery {
  readonly expr: string;
  readonly titleFormat: string;
  readonly textFormat: string;
  /** Step of the query in seconds. */
  readonly step: number;
}

/** Joins consecutive samples into periods. A gap of more than 1.5 steps begins a new period. */
function periods(times: readonly number[], step: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const at of times) {
    const last = found.at(-1);
    if (last !== undefined && at - last.to <= step * 1000 * 1.5) last.to = at;
    else found.push({ from: at, to: at });
  }
  return found;
}

/** Returns the request for an annotation query. */
export function marksRequest(
  { expr, titleFormat, textFormat, step }: MarkQuery,
  source: string,
  values: Values,
  { from, to }: Range,
): Omit<SourceRequest, "read"> & { readonly read: (answer: unknown) => Mark[] } {
  const query = interpolate(expr, values, "promql");
  // A long range gets a longer step, so that a series has at most about 5000 points. Prometheus refuses more than 11,000 points per series.
  const wide = Math.max(step, Math.ceil((to - from) / 1000 / 5000 / step) * step);
  return {
    source,
    path: "/api/v1/query_range",
    query: { query, start: String(Math.floor(from / 1000 / wide) * wide), end: String(Math.ceil(to / 1000)), step: String(wide) },
    shown: query,
    read: (answer) =>
      seriesOf(seriesAnswer.parse(answer)).flatMap(({ metric, values: samples }) =>
        periods(
          samples.map(([at]) => at * 1000),
          wide,
        ).map((period) => ({ ...period, title: legendOf(titleFormat, metric, query), text: legendOf(textFormat, metric, query) })),
      ),
  };
}
