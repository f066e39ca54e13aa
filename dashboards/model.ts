import type { Severity, ThresholdValues } from "../exporters/model/thresholds";
import type { Promql } from "../alert-rules/promql";
import type { Logql } from "./logql";
import type { DashboardId, DashboardPanelId } from "./panel-numbers";
import type { Traceql } from "./traceql";

/** Data sources by their uid, which is fixed: the provisioned one, and the one a company's own Grafana must have. */
export const datasources = ["prometheus", "loki", "tempo"] as const;
export type Datasource = (typeof datasources)[number];

/** Grafana's ids of the units in use. */
export type Unit = "s" | "percentunit" | "reqps" | "ops" | "short" | "bytes" | "dateTimeFromNow" | "none" | "cps";

/** At least one. */
export type Some<T> = readonly [T, ...T[]];

/** How a line is drawn when it is not the thing itself: a threshold of an alert, or a second view of it. */
export type LineStyle = { readonly threshold: Severity } | "dashed";

export interface PromQuery {
  readonly datasource: "prometheus";
  readonly expr: Promql;
  /** Name of the line; `{{label}}` is replaced. In a table the name of the value's column. */
  readonly legend: string;
  readonly style?: LineStyle;
  /** Drawn against an axis of its own at the right, in this unit. */
  readonly right?: Unit;
  /** Marks single requests on the graph, each a link to its trace. Needs a raw histogram: recorded series carry none. */
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

/** A link shown at a panel. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A number that stands for a word, with its colour. */
export interface Mapping {
  readonly value: number;
  readonly text: string;
  readonly color: Color;
}
export type Color = "green" | "blue" | "orange" | "red" | "text";

/** Fields of every panel. None of the texts is optional: a graph that needs its author to be read is no help at night. */
interface Base {
  readonly id: DashboardPanelId;
  readonly title: string;
  /** What is shown and how to read it. */
  readonly description: string;
  /** What it means when there is nothing to show; a short sentence, shown in place of the data. */
  readonly empty: string;
  readonly unit: Unit;
  /** Columns of 24. */
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
  /** Where the colour changes, from an alert's own thresholds. */
  readonly thresholds?: ThresholdValues;
  readonly worse?: "above" | "below";
  readonly mappings?: readonly Mapping[];
}

export interface Column {
  /** A label of the result, or the query whose value it is, by position. */
  readonly from: string | number;
  readonly title: string;
  readonly unit?: Unit;
  readonly thresholds?: ThresholdValues;
  readonly worse?: "above" | "below";
  readonly mappings?: readonly Mapping[];
}

/** The latest values, one row per label set. */
export interface TablePanel extends Base {
  readonly type: "table";
  readonly queries: Some<PromQuery>;
  readonly columns: Some<Column>;
  readonly sortBy: { readonly title: string; readonly desc: boolean };
}

/** Counts by histogram bucket over time. */
export interface HeatmapPanel extends Base {
  readonly type: "heatmap";
  readonly queries: readonly [PromQuery];
}

export interface LogsPanel extends Base {
  readonly type: "logs";
  readonly queries: readonly [LogQuery];
}

/** A list of traces; each opens. */
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

/** A choice at the top of a dashboard. Its name is also the label it selects by. */
export interface Variable {
  readonly name: string;
  readonly title: string;
  /** Where the choices come from: the values this label has on this series. */
  readonly values: Promql;
  /** Several at once, or all. */
  readonly several: boolean;
}

export interface Dashboard {
  readonly id: DashboardId;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly variables: readonly Variable[];
  readonly sections: Some<Section>;
  /** Firing alerts that are marked on its graphs. */
  readonly alerts: Promql;
}
