import type { View } from "../exporters/model/catalogue";
import { dashboardsOf } from ".";
import type { Dashboard, Datasource, Panel, Query } from "./model";
import type { DashboardId, DashboardPanelId } from "./panel-numbers";
import { searchVariables } from "./scope";

/** A query of a dashboard panel, with the variables that it uses. */
export interface PanelQuery {
  readonly dashboard: DashboardId;
  readonly panel: DashboardPanelId;
  readonly datasource: Datasource;
  readonly expr: string;
  /** Whether the query is an instant query in PromQL. */
  readonly instant: boolean;
  /** Names of the dashboard variables in the query, without `$`. Grafana's built-in variables are excluded. */
  readonly variables: readonly string[];
}

/** Values of Grafana's built-in variables for a time range of one hour. */
const builtIn: Readonly<Record<string, string>> = { __rate_interval: "1m", __interval: "15s", __range: "1h", __auto: "1m" };

/** Values of the text variables before the user writes others. */
const initial: Readonly<Record<string, string>> = Object.fromEntries(searchVariables.map(({ name, initial: text }) => [name, text]));

const variable = /\$(?:\{(\w+)\}|(\w+))/g;
const names = (text: string): string[] => [...text.matchAll(variable)].map(([, braced, bare]) => braced ?? bare ?? "");

/**
 * Replaces the variables in a query, as Grafana does before it sends the query. A text variable without a value has its initial value.
 * Throws if any other variable has no value.
 */
export const resolve = (expr: string, values: Readonly<Record<string, string>>): string =>
  expr.replace(variable, (_all, braced: string | undefined, bare: string | undefined) => {
    const name = braced ?? bare ?? "";
    const value = builtIn[name] ?? values[name] ?? initial[name];
    if (value === undefined) throw new Error(`the query has $${name}, which has no value: ${expr}`);
    return value;
  });

const panelsOf = (dashboard: Dashboard): Panel[] => dashboard.sections.flatMap((section) => section.panels);

function panelQuery(dashboard: Dashboard, panel: Panel, query: Query): PanelQuery {
  const expr = query.expr.text;
  return {
    dashboard: dashboard.id,
    panel: panel.id,
    datasource: query.datasource,
    expr,
    instant: panel.type === "table",
    variables: [...new Set(names(expr).filter((name) => builtIn[name] === undefined))].sort(),
  };
}

/** All queries of all panels in these dashboards. */
export const queriesOf = (dashboards: readonly Dashboard[]): PanelQuery[] =>
  dashboards.flatMap((dashboard) =>
    panelsOf(dashboard).flatMap((panel) => panel.queries.map((query: Query) => panelQuery(dashboard, panel, query))),
  );

/** All queries of all panels in the dashboards of an environment. */
export const panelQueries = (view: View): PanelQuery[] => queriesOf(dashboardsOf(view));
