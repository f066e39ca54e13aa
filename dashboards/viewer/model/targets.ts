import { z } from "zod";

const common = { refId: z.string(), hide: z.boolean().optional() };

/** A panel's query to Prometheus. */
export const prometheusTarget = z.object({
  ...common,
  expr: z.string(),
  format: z.enum(["time_series", "table", "heatmap"]).default("time_series"),
  legendFormat: z.string().optional(),
  instant: z.boolean().optional(),
  exemplar: z.boolean().optional(),
});
export type PrometheusTarget = z.infer<typeof prometheusTarget>;

/** A panel's query to Loki. */
export const lokiTarget = z.object({
  ...common,
  expr: z.string(),
  legendFormat: z.string().optional(),
  maxLines: z.number().optional(),
});
export type LokiTarget = z.infer<typeof lokiTarget>;

/** A panel's query to Tempo. */
export const tempoTarget = z.object({ ...common, query: z.string(), limit: z.number().optional() });
export type TempoTarget = z.infer<typeof tempoTarget>;

/** A panel's query in the format of VictoriaLogs' plugin for Grafana. `instant` returns lines, `stats` a table, `statsRange` series. */
export const victoriaLogsTarget = lokiTarget.extend({ queryType: z.enum(["instant", "stats", "statsRange"]).default("instant") });
export type VictoriaLogsTarget = z.infer<typeof victoriaLogsTarget>;

/** A panel's search in Jaeger, in the format of Grafana's data source. `tags` is in logfmt, such as `error=true http.route="/orders"`. */
export const jaegerTarget = z.object({
  ...common,
  queryType: z.literal("search").default("search"),
  service: z.string(),
  operation: z.string().optional(),
  tags: z.string().optional(),
  minDuration: z.string().optional(),
  maxDuration: z.string().optional(),
  limit: z.number().optional(),
});
export type JaegerTarget = z.infer<typeof jaegerTarget>;
