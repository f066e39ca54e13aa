import type { Severity, ThresholdValues } from "../exporters/model/thresholds";
import type { Promql } from "../alert-rules/promql";
import type { Logql } from "./logql";
import type { DashboardId, DashboardPanelId } from "./panel-numbers";
import type { Traceql } from "./traceql";

/** Data sources by their fixed UID, which both the provisioned Grafana and a company's existing Grafana must use. */
export const datasources = ["prometheus", "loki", "tempo"] as const;
export type Datasource = (typeof datasources)[number];

/** Grafana's IDs of the units in use. */
export type Unit = "s" | "percentunit" | "reqps" | "ops" | "short" | "bytes" | "dateTimeFromNow" | "none" | "cps";

/** At least one. */
export type Some<T> = readonly [T, ...T[]];

/** Style of a line that is not the main value: an alert's threshold, or a secondary value. */
export type LineStyle = { readonly threshold: Severity } | "dashed";

export interface PromQuery {
  readonly datasource: "prometheus";
  readonly expr: Promql;
  /** Name of the line; Grafana replaces `{{label}}`. In a table, the name of the value's column. */
  readonly legend: string;
  readonly style?: LineStyle;
  /** Drawn on a separate axis on the right, in this unit. */
  readonly right?: Unit;
  /** Shows exemplars, each a link to its trace. Needs a raw histogram: recorded series have no exemplars. */
  readonly exemplars?: true;
}

export interface LogQuery {
  readonly datasource: "loki";
  readonly expr: Logql;
  readonly legend: string;
}

export interface TraceQuery {
  readonly datasource: "tempo";
  readonly expr: Traceql;
}

export type Query = PromQuery | LogQuery | TraceQuery;

/** A link in a panel. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A value mapping: the text and colour for a number. */
export interface Mapping {
  readonly value: number;
  readonly text: string;
  readonly color: Color;
}
export type Color = "green" | "blue" | "orange" | "red" | "text";

/** Fields of every panel. All texts are required: a graph that only its author understands is no help at night. */
interface Base {
  readonly id: DashboardPanelId;
  readonly title: string;
  /** What the panel shows and how to read it. */
  readonly description: string;
  /** What missing data means; a short sentence, shown in place of the data. */
  readonly empty: string;
  readonly unit: Unit;
  /** Width in columns, of 24. */
  readonly width: number;
  readonly height: number;
  readonly links?: readonly Link[];
}

export interface TimeseriesPanel extends Base {
  readonly type: "timeseries";
  readonly queries: Some<PromQuery | LogQuery>;
  readonly stacked?: true;
}

/** One big number, or one per result. */
export interface StatPanel extends Base {
  readonly type: "stat";
  readonly queries: Some<PromQuery>;
  /** Values at which the colour changes, from the alert's thresholds. */
  readonly thresholds?: ThresholdValues;
  readonly worse?: "above" | "below";
  readonly mappings?: readonly Mapping[];
}

export interface Column {
  /** A label of the result, or the position of the query whose value it shows. */
  readonly from: string | number;
  readonly title: string;
  readonly unit?: Unit;
  readonly thresholds?: ThresholdValues;
  readonly worse?: "above" | "below";
  readonly mappings?: readonly Mapping[];
}

/** A table of the latest values, one row per label set. */
export interface TablePanel extends Base {
  readonly type: "table";
  readonly queries: Some<PromQuery>;
  readonly columns: Some<Column>;
  readonly sortBy: { readonly title: string; readonly desc: boolean };
}

/** A heatmap: counts by histogram bucket over time. */
export interface HeatmapPanel extends Base {
  readonly type: "heatmap";
  readonly queries: readonly [PromQuery];
}

export interface LogsPanel extends Base {
  readonly type: "logs";
  readonly queries: readonly [LogQuery];
}

/** A list of traces with links. */
export interface TracesPanel extends Base {
  readonly type: "traces";
  readonly queries: readonly [TraceQuery];
}

export type Panel = TimeseriesPanel | StatPanel | TablePanel | HeatmapPanel | LogsPanel | TracesPanel;

/** Panels under one heading. */
export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** A dashboard variable. Its name is also the label it selects by. */
export interface Variable {
  readonly name: string;
  readonly title: string;
  /** Source of the options: the values of this label on this series. */
  readonly values: Promql;
  /** Allows several values, or all. */
  readonly several: boolean;
}

export interface Dashboard {
  readonly id: DashboardId;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly sections: Some<Section>;
  /** Firing alerts shown as annotations on its graphs. */
  readonly alerts: Promql;
}
