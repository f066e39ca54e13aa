import { is, labels, matches, promql, select, type Match, type MetricName, type Promql, type Selector } from "../alert-rules/promql";
import type { Series } from "../alert-rules/model";
import type { LabelVariable, TextVariable } from "./model";

/** Label matchers that select the series of a panel. Most of their values are dashboard variables. */
export type Scope = Readonly<Record<string, Match>>;

/** Selects one system of one environment. */
export const systemScope: Scope = { system: is("$system"), environment: is("$environment") };
/** Selects one service. */
export const serviceScope: Scope = { ...systemScope, service: is("$service") };
/** Selects alerts about one service, and alerts without a `service` label, e.g. about the whole system. */
export const serviceAlerts: Scope = { ...systemScope, service: matches("$service|") };
/** Selects the systems that are chosen in the dashboard, in one environment. */
export const systemsScope: Scope = { system: matches("$system"), environment: is("$environment") };

/** Selects a recorded series within a scope. */
export const of = (series: Series, scope: Scope, more: Scope = {}): Selector => select(series.name, { ...scope, ...more });

const values = (source: MetricName | Selector, label: string): Promql => promql`label_values(${source}, ${labels(label)})`;

export const environmentVariable = (source: MetricName): LabelVariable => ({
  name: "environment",
  title: "Environment",
  values: values(source, "environment"),
  several: false,
});

const systemVariable = (source: MetricName, several: boolean): LabelVariable => ({
  name: "system",
  title: "System",
  values: values(select(source, { environment: is("$environment") }), "system"),
  several,
});

/** The variables `environment` and `system`. Several systems can be selected. */
export const systemsVariables = (source: MetricName): readonly LabelVariable[] => [
  environmentVariable(source),
  systemVariable(source, true),
];

/** The variables `environment`, `system` and `service`. One value of each can be selected. Their options come from the series `source`. */
export const serviceVariables = (source: MetricName): readonly LabelVariable[] => [
  environmentVariable(source),
  systemVariable(source, false),
  { name: "service", title: "Service", values: values(select(source, systemScope), "service"), several: false },
];

/** Attributes of log records by which people search lines. The gateway copies them from other usual names, such as `user_id`. */
export const searchedAttributes = ["tenant", "site", "user", "request_id"] as const;

const searchTitles: Readonly<Record<(typeof searchedAttributes)[number], string>> = {
  tenant: "Tenant",
  site: "Site",
  user: "User",
  request_id: "Request ID",
};

/** One variable for each searched attribute. The initial expression also matches lines without the attribute. */
export const searchVariables: readonly TextVariable[] = searchedAttributes.map((name) => ({
  name,
  title: searchTitles[name],
  initial: ".*",
}));
