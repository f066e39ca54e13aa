import { is, labels, matches, promql, select, type Match, type MetricName, type Promql, type Selector } from "../alert-rules/promql";
import type { Series } from "../alert-rules/model";
import type { Variable } from "./model";

/** The series of a panel: label matchers with the dashboard's variables as values. */
export type Scope = Readonly<Record<string, Match>>;

/** One system of one environment. */
export const systemScope: Scope = { system: is("$system"), environment: is("$environment") };
/** One service. */
export const serviceScope: Scope = { ...systemScope, service: is("$service") };
/** Alerts about one service; an alert about a whole job or system has no `service` label. */
export const serviceAlerts: Scope = { ...systemScope, service: matches("$service|") };
/** All selected systems of one environment. */
export const systemsScope: Scope = { system: matches("$system"), environment: is("$environment") };

/** A canonical series within a scope. */
export const of = (series: Series, scope: Scope, more: Scope = {}): Selector => select(series.name, { ...scope, ...more });

const values = (source: MetricName | Selector, label: string): Promql => promql`label_values(${source}, ${labels(label)})`;

export const environmentVariable = (source: MetricName): Variable => ({
  name: "environment",
  title: "Environment",
  values: values(source, "environment"),
  several: false,
});

const systemVariable = (source: MetricName, several: boolean): Variable => ({
  name: "system",
  title: "System",
  values: values(select(source, { environment: is("$environment") }), "system"),
  several,
});

/** Variables `environment` and `system`, with several systems at once. */
export const systemsVariables = (source: MetricName): readonly Variable[] => [environmentVariable(source), systemVariable(source, true)];

/** Variables `environment`, `system` and `service`, one of each; a service is listed when it has the series in the time range. */
export const serviceVariables = (source: MetricName): readonly Variable[] => [
  environmentVariable(source),
  systemVariable(source, false),
  { name: "service", title: "Service", values: values(select(source, systemScope), "service"), several: false },
];
