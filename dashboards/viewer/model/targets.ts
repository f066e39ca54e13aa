import { z } from "zod";

const common = { refId: z.string(), hide: z.boolean().optional() };

/** A query of Prometheus. */
export const prometheusTarget = z.object({
  ...common,
  expr: z.string(),
  format: z.enum(["time_series", "table", "heatmap"]).default("time_series"),
  legendFormat: z.string().optional(),
  instant: z.boolean().optional(),
  exemplar: z.boolean().optional(),
});
export type PrometheusTarget = z.infer<typeof prometheusTarget>;

/** A query of Loki. */
export const lokiTarget = z.object({
  ...common,
  expr: z.string(),
  legendFormat: z.string().optional(),
  maxLines: z.number().optional(),
});
export type LokiTarget = z.infer<typeof lokiTarget>;

/** A query of Tempo. */
export const tempoTarget = z.object({ ...common, query: z.string(), limit: z.number().optional() });
export type TempoTarget = z.infer<typeof tempoTarget>;
