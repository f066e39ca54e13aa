import { interpolate } from "./interpolate";
import { aligned, durationText, rateInterval, type Range } from "./interval";
import { plain, type Values } from "./interpolate";
import type { QueryContext, SourceRequest } from "./request";
import { bucketFrame, seriesAnswer, seriesFrames, seriesOf, tableFrame } from "./series";
import type { PrometheusTarget } from "./targets";

/** Built-in variables of a query. `range` is in milliseconds; `step` and `scrape`, the scrape interval, are in seconds. */
export const builtIn = (range: Range, step: number, scrape: number): Values => ({
  __interval: plain(durationText(step)),
  __interval_ms: plain(String(step * 1000)),
  __rate_interval: plain(durationText(rateInterval(step, scrape))),
  __auto: plain(durationText(step)),
  __range: plain(durationText(Math.max(1, Math.round((range.to - range.from) / 1000)))),
  __range_s: plain(String(Math.max(1, Math.round((range.to - range.from) / 1000)))),
  __range_ms: plain(String(range.to - range.from)),
  __from: plain(String(range.from)),
  __to: plain(String(range.to)),
  __url_time_range: { ...plain(`from=${range.from}&to=${range.to}`), inUrl: `from=${range.from}&to=${range.to}` },
});

const seconds = (milliseconds: number): string => String(milliseconds / 1000);

/** Returns the request for one PromQL query. */
export function prometheusRequest(target: PrometheusTarget, source: string, context: QueryContext): SourceRequest {
  const expr = interpolate(target.expr, context.values, "promql");
  const { from, to } = aligned(context.range, context.step);
  const legend = target.legendFormat === undefined ? undefined : interpolate(target.legendFormat, context.values, "text");
  const ranged = target.instant !== true;
  return {
    source,
    path: ranged ? "/api/v1/query_range" : "/api/v1/query",
    query: ranged
      ? { query: expr, start: seconds(from), end: seconds(to), step: String(context.step) }
      : { query: expr, time: seconds(context.range.to) },
    shown: expr,
    read: (answer) => {
      const found = seriesOf(seriesAnswer.parse(answer));
      if (target.format === "table") return tableFrame(target.refId, found, context.targets);
      if (target.format === "heatmap") return bucketFrame(target.refId, found, context.step);
      return seriesFrames(target.refId, found, { legend, query: expr, stepSeconds: context.step });
    },
  };
}
