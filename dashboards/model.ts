import type { Severity, ThresholdValues } from "../exporters/model/thresholds";
import type { Promql } from "../alert-rules/promql";
import type { JaegerSearch } from "./jaeger-search";
import type { Logql } from "./logql";
import type { Logsql } from "./logsql";
import type { DashboardId, DashboardPanelId } from "./panel-numbers";
import type { Traceql } from "./traceql";

/** UIDs of the data sources. They are fixed: the provisioned Grafana and a company's existing Grafana must both use them. */
export const datasources = ["prometheus", "loki", "tempo", "victoria-logs", "jaeger"] as const;
export type Datasource = (typeof datasources)[number];

/** Grafana's IDs of the units that the dashboards use. */
export type Unit = "s" | "percentunit" | "reqps" | "ops" | "short" | "bytes" | "dateTimeFromNow" | "none" | "cps";

/** A list with at least one item. */
export type Some<T> = readonly [T, ...T[]];

/** Style of a secondary line: the threshold of an alert at a severity, or a dashed line. */
export type LineStyle = { readonly threshold: Severity } | "dashed";

export interface PromQuery {
  readonly datasource: "prometheus";
  readonly expr: Promql;
  /** Name of the line. Grafana replaces `{{label}}` with the label's value. Tables do not show the name. */
  readonly legend: string;
  readonly style?: LineStyle;
  /** Unit of the right axis. If set, the line is drawn on the right axis. */
  readonly right?: Unit;
  /** Shows exemplars with links to their traces. The query must read a raw histogram, because recorded series have no exemplars. */
  readonly exemplars?: true;
}

export interface LokiQuery {
  readonly datasource: "loki";
  readonly expr: Logql;
  readonly legend: string;
}

export interface VictoriaLogsQuery {
  readonly datasource: "victoria-logs";
  readonly expr: Logsql;
  /** Whether the query returns lines, or the series of its `stats` pipe. */
  readonly returns: "lines" | "series";
  readonly legend: string;
}

export type LogQuery = LokiQuery | VictoriaLogsQuery;

export interface TempoQuery {
  readonly datasource: "tempo";
  readonly expr: Traceql;
}

export interface JaegerQuery {
  readonly datasource: "jaeger";
  readonly expr: JaegerSearch;
}

export type TraceQuery = TempoQuery | JaegerQuery;

export type Query = PromQuery | LogQuery | TraceQuery;

/** A link in a panel's header. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A value mapping: the text and colour that are shown for a number. */
export interface Mapping {
  readonly value: number;
  readonly text: string;
  readonly color: Color;
}
export type Color = "green" | "blue" | "orange" | "red" | "text";

/** Fields of every panel. Title and texts are required, because a graph that only its author understands does not help on-call. */
interface Base {
  readonly id: DashboardPanelId;
  readonly title: string;
  /** What the panel shows and how to read it. */
  readonly description: string;
  /** A short text about what missing data means. Grafana shows the text if the panel has no data. */
  readonly empty: string;
  readonly unit: Unit;
  /** Width in columns. A dashboard has 24 columns. */
  readonly width: number;
  readonly height: number;
  readonly links?: readonly Link[];
}

export interface TimeseriesPanel extends Base {
  readonly type: "timeseries";
  readonly queries: Some<PromQuery | LogQuery>;
  readonly stacked?: true;
  /** Draws counts as bars. A line would not show a count whose neighbours are missing. Default: lines. */
  readonly bars?: true;
  /** Colours of series by their names. Default: the palette. */
  readonly colors?: Readonly<Record<string, Color>>;
  /** Where the legend is. On the right, it has one series per line and scrolls, which suits many series. Default: below the plot. */
  readonly legend?: "right";
}

/** A big number for each series of the result. */
export interface StatPanel extends Base {
  readonly type: "stat";
  readonly queries: Some<PromQuery>;
  /** Values at which the colour changes, by severity. */
  readonly thresholds?: ThresholdValues;
  readonly worse?: "above" | "below";
  readonly mappings?: readonly Mapping[];
}

export interface Column {
  /** What the column shows: a label of the result, or the value of the query at this position. */
  readonly from: string | number;
  readonly title: string;
  readonly unit?: Unit;
  /** Width in pixels. Columns without a width share the remaining width equally. */
  readonly width?: number;
  /** Minimum width in pixels. A table that is too narrow scrolls sideways. Default: `columnWidth.text` or `columnWidth.value`. */
  readonly least?: number;
  readonly thresholds?: ThresholdValues;
  readonly worse?: "above" | "below";
  readonly mappings?: readonly Mapping[];
}

/** A table of the latest values, with one row per label set. */
export interface TablePanel extends Base {
  readonly type: "table";
  readonly queries: Some<PromQuery>;
  readonly columns: Some<Column>;
  readonly sortBy: { readonly title: string; readonly desc: boolean };
}

/** A heatmap of the counts in each histogram bucket over time. */
export interface HeatmapPanel extends Base {
  readonly type: "heatmap";
  readonly queries: readonly [PromQuery];
}

export interface LogsPanel extends Base {
  readonly type: "logs";
  readonly queries: readonly [LogQuery];
}

/** A list of traces with links to them. */
export interface TracesPanel extends Base {
  readonly type: "traces";
  readonly queries: readonly [TraceQuery];
}

export type Panel = TimeseriesPanel | StatPanel | TablePanel | HeatmapPanel | LogsPanel | TracesPanel;

/** A heading and the panels under it. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A dashboard variable whose options are the values of a label. Its name is also the name of the label. */
export interface LabelVariable {
  readonly name: string;
  readonly title: string;
  /** Query that returns the options: the values of the label. */
  readonly values: Promql;
  /** Whether several values or all values can be selected. */
  readonly several: boolean;
}

/** A dashboard variable that the user writes, as a regular expression. */
export interface TextVariable {
  readonly name: string;
  readonly title: string;
  /** The expression before the user writes one. */
  readonly initial: string;
}

export type Variable = LabelVariable | TextVariable;

export interface Dashboard {
  readonly id: DashboardId;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly sections: Some<Section>;
  /** Query for the firing alerts that the graphs show as annotations. */
  readonly alerts: Promql;
}
