import { severities } from "../../exporters/model/thresholds";
import { serviceOwner } from "../../alert-rules/owner";
import { alertsNow, alertsSince, targetUp } from "../../alert-rules/packs/target/series-detail";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { is, isNot, labels, promql, scalar, select, type LabelNames, type Promql } from "../../alert-rules/promql";
import { heartbeatAlert } from "../../exporters/model/naming";
import { expectedPush } from "../../alert-rules/packs/target/expected";
import { serviceKey } from "../../alert-rules/model";
import type { Mapping, Section, TablePanel } from "../model";
import type { DashboardPanelId } from "../panel-numbers";
import { serviceAlerts, serviceScope, type Scope } from "../scope";

/** Matchers for firing alerts. The dead man's switch is excluded, because it fires as long as the stack works. */
const firingAlerts = { alertstate: is("firing"), alertname: isNot(heartbeatAlert) };

/** Selects the firing alerts within a scope, with one series per alert instance. */
export const firing = (scope: Scope): Promql => promql`${select(alertsNow, { ...firingAlerts, ...scope })}`;

/** Number of firing alerts within a scope. The result is 0, not missing, if no alert fires. */
export const firingCount = (scope: Scope): Promql => promql`count(${firing(scope)}) or vector(0)`;

/** Texts and colours for the numbers that the expression of `worstOf` returns. */
export const states: readonly Mapping[] = [
  { value: 0, text: "ok", color: "green" },
  { value: 1, text: "info", color: "blue" },
  { value: 2, text: "warning", color: "orange" },
  { value: 3, text: "critical", color: "red" },
];

/**
 * The worst firing severity for each combination of the labels `by`, as a number (`states`). A combination without a firing alert gets 0 if
 * a series in `known` has it, and otherwise no result.
 */
export function worstOf(by: LabelNames, scope: Scope, known: readonly Promql[]): Promql {
  const alerts = severities.map(
    (severity, index) =>
      promql`${scalar(severities.length - index)} * ${select(alertsNow, { ...firingAlerts, severity: is(severity), ...scope })}`,
  );
  const all = [...alerts, ...known.map((part) => promql`0 * ${part}`)].reduce((sofar, part) => promql`${sofar} or ${part}`);
  return promql`max by (${by}) (${all})`;
}

/** `worstOf` for services that are scraped or push metrics. Other services have a result only while one of their alerts fires. */
export function worst(by: LabelNames, scope: Scope, facts: RuleFacts): Promql {
  const expected = select(expectedPush, scope);
  const pushing = by.names.includes("owner")
    ? promql`
    ${expected}
      * on (${labels(...serviceKey)}) group_left (owner)
    ${serviceOwner}`
    : promql`${expected}`;
  return worstOf(by, scope, [promql`${select(targetUp, scope)}`, ...(facts.pushing.length > 0 ? [pushing] : [])]);
}

/** Width in pixels of the longest name of an alert, with padding. */
const longestAlert = 225;

/** How a table of firing alerts looks. */
interface Look {
  readonly width: number;
  readonly height: number;
  /** Whether the alerts can be about several systems. Default: they are about one system, and the table has no column for it. */
  readonly systems?: true;
}

/** Table of the firing alerts within a scope, the worst first, with the time since each alert became active. */
export function firingTable(id: DashboardPanelId, scope: Scope, { width, height, systems }: Look): TablePanel {
  const which = labels("severity", "alertname", "system", "service");
  return {
    type: "table",
    id,
    title: "Firing alerts",
    description:
      "All firing alerts, the worst first, and since when they fire. The runbook explains what to do. Each notification links to it.",
    empty: "No alert is firing.",
    unit: "none",
    width,
    height,
    queries: [
      {
        datasource: "prometheus",
        expr: promql`
          min by (${which}) (
            1000 * ${select(alertsSince, scope)}
              and ignoring (alertstate)
            ${firing(scope)}
          )`,
        legend: "Since",
      },
      // The severity is a number, because a sort by its text would put `info` between `critical` and `warning`.
      { datasource: "prometheus", expr: worstOf(which, scope, []), legend: "Severity" },
    ],
    columns: [
      { from: 1, title: "Severity", mappings: states, width: 105 },
      { from: "alertname", title: "Alert", least: longestAlert },
      ...(systems ? [{ from: "system", title: "System" }] : []),
      { from: "service", title: "Service" },
      { from: 0, title: "Since", unit: "dateTimeFromNow", width: 120 },
    ],
    sortBy: { title: "Severity", desc: true },
  };
}

/** Section with the state of a service and its firing alerts. */
export const serviceState = (dashboard: "http" | "queues" | "logs" | "postgres" | "redis", facts: RuleFacts): Section => ({
  title: "Now",
  panels: [
    {
      type: "stat",
      id: `${dashboard}/state:100`,
      title: "State",
      description: "The worst severity of this service's firing alerts.",
      empty: "Prometheus has no data for this service.",
      unit: "none",
      width: 4,
      height: 5,
      queries: [{ datasource: "prometheus", expr: worst(labels(...serviceKey), serviceScope, facts), legend: "$service" }],
      mappings: states,
    },
    firingTable(`${dashboard}/alerts:101`, serviceAlerts, { width: 20, height: 5 }),
  ],
});
