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
