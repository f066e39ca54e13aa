import type { Series } from "../alert-rules/model";
import { promql, type Promql } from "../alert-rules/promql";
import type { PromQuery, TimeseriesPanel } from "./model";
import { of, type Scope } from "./scope";

/** A query for metrics. */
export const query = (expr: Promql, legend: string, more: Omit<PromQuery, "datasource" | "expr" | "legend"> = {}): PromQuery => ({
  datasource: "prometheus",
  expr,
  legend,
  ...more,
});

/** A query for a recorded series without further calculation. */
export const line = (series: Series, scope: Scope, legend: string, more: Parameters<typeof query>[2] = {}): PromQuery =>
  query(promql`${of(series, scope)}`, legend, more);

/** A time series panel. Default: half of the dashboard's width, and 8 rows high. */
export const graph = (
  panel: Omit<TimeseriesPanel, "type" | "width" | "height"> & Partial<Pick<TimeseriesPanel, "width" | "height">>,
): TimeseriesPanel => ({ type: "timeseries", width: 12, height: 8, ...panel });
