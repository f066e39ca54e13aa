import { severities, thresholdSpecs, type Severity } from "../exporters/model/thresholds";
import { formatQuantity } from "../exporters/model/units";
import { thresholdMetric, type Threshold } from "../alert-rules/condition";
import { serviceKey, type Alert } from "../alert-rules/model";
import type { PanelId } from "../alert-rules/panel-ids";
import { is, labels, promql, scalar, select, type LabelNames, type MetricName, type Promql } from "../alert-rules/promql";
import type { Column, PromQuery, Unit } from "./model";
import { of, type Scope } from "./scope";

interface Shown {
  readonly severity: Severity;
  readonly threshold: Threshold;
}

/** The thresholds of the alerts that link to a panel, the most urgent first. Throws if none of these alerts has a threshold. */
function shownIn(alerts: readonly Alert[], panel: PanelId): Shown[] {
  const shown = severities.flatMap((severity) =>
    alerts.flatMap(({ condition, ...alert }): Shown[] =>
      alert.panel === panel && alert.severity === severity && condition.type === "threshold" ? [{ severity, threshold: condition }] : [],
    ),
  );
  if (shown.length === 0) throw new Error(`no alert with a threshold links to panel ${panel}`);
  return shown;
}

function lineOf({ severity, threshold: { key, series, defaults } }: Shown, scope: Scope): Promql {
  const on = labels(...serviceKey);
  const own = promql`max by (${on}) (${select(thresholdMetric(key), { ...scope, severity: is(severity) })})`;
  const fallback = defaults[severity];
  return fallback === undefined
    ? own
    : promql`
          ${own}
            or on (${on})
          ${scalar(fallback)} * group by (${on}) (${of(series, scope)})`;
}

/**
 * Queries that draw the thresholds of a panel's alerts as lines. Like the alerting rule, they use the threshold that is set for the
 * service, else the default if there is one. With `each`, the legend names the service, for a panel about several services.
 */
export function thresholdLines(alerts: readonly Alert[], panel: PanelId, scope: Scope, each?: "each"): PromQuery[] {
  return shownIn(alerts, panel).map((shown) => ({
    datasource: "prometheus",
    expr: lineOf(shown, scope),
    legend: each === "each" ? `${shown.severity} threshold of {{service}}` : `${shown.severity} threshold`,
    style: { threshold: shown.severity },
  }));
}

/**
 * Queries and columns that show the thresholds of a panel's alerts in a table. The table has one row per label set of `rows`. A cell
 * holds the threshold that applies to its row, or no value if the service disables the alert. `before` is the number of queries that the
 * table already has.
 */
export function thresholdColumns(
  alerts: readonly Alert[],
  panel: PanelId,
  scope: Scope,
  { rows, before, unit }: { readonly rows: LabelNames; readonly before: number; readonly unit: Unit },
): { readonly queries: readonly PromQuery[]; readonly columns: readonly Column[] } {
  const shown = shownIn(alerts, panel);
  const title = ({ severity }: Shown): string => `${severity} threshold`;
  return {
    queries: shown.map((each) => {
      const { series } = each.threshold;
      const compared = promql`group by (${labels(...serviceKey, ...series.extra)}) (${of(series, scope)})`;
      // `off` is recorded as NaN. `NaN >= 0` is false, so the row has no threshold.
      const expr = promql`
        min by (${rows}) (
          ${compared}
            * on (${labels(...serviceKey)}) group_left ()
          (
            ${lineOf(each, scope)}
          )
        ) >= 0`;
      return { datasource: "prometheus", expr, legend: title(each), style: { threshold: each.severity } };
    }),
    columns: shown.map((each, index) => ({ from: before + index, title: title(each), unit })),
  };
}

/** One sentence about the threshold lines and the defaults, for the description of a panel. */
export function thresholdText(alerts: readonly Alert[], panel: PanelId): string {
  const parts = shownIn(alerts, panel).flatMap(({ severity, threshold: { key, direction, defaults } }) => {
    const value = defaults[severity];
    return value === undefined ? [] : [`${severity} ${direction} ${formatQuantity(value, thresholdSpecs[key].dimension)}`];
  });
  return `Dashed lines show the alert's thresholds: the service's own if it sets any, else the defaults (${parts.join(", ")}).`;
}

interface FixedLine {
  readonly legend?: string;
  readonly right?: Unit;
}

/**
 * Queries that draw lines at the fixed numbers with which a panel's alerts compare a series. If alerts of several severities use the same
 * number, only the line of the most urgent severity is drawn. Throws if no alert compares the series with a number.
 */
export function fixedLines(
  alerts: readonly Alert[],
  panel: PanelId,
  series: MetricName,
  scope: Scope,
  { legend, right }: FixedLine = {},
): PromQuery[] {
  const compared = alerts.flatMap(({ condition, severity, ...alert }) =>
    alert.panel !== panel || condition.type !== "fixed" || condition.series.text !== series.text
      ? []
      : [{ value: condition.value, severity }],
  );
  const moreUrgent = (one: Severity, other: Severity): boolean => severities.indexOf(one) < severities.indexOf(other);
  const lines = compared
    .filter(({ value, severity }) => !compared.some((other) => other.value === value && moreUrgent(other.severity, severity)))
    .map(({ value, severity }): PromQuery => ({
      datasource: "prometheus",
      expr: promql`${scalar(value)} * group(${select(series, scope)})`,
      legend: legend ?? `${severity} threshold`,
      style: { threshold: severity },
      ...(right === undefined ? {} : { right }),
    }));
  if (lines.length === 0) throw new Error(`no alert of panel ${panel} compares ${series.text} with a number`);
  return lines;
}
