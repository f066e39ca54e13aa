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

/** The thresholds of the alerts that link to a panel, the most urgent first. Throws when there is none: the panel no longer matches its alerts. */
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
 * The thresholds of a panel's alerts as lines: the service's own threshold where it has one, else the default, if any, exactly as in
 * the rule. With `each` every service of the scope has its own lines.
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
 * The same as columns of a table with one row per label set of `rows`: the threshold that applies to the row, empty where the service
 * disables the alert. `before` is the number of queries that the table already has.
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
      // "off" is recorded as NaN, for which no comparison holds.
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

/** One sentence with the defaults, for a panel's description. */
export function thresholdText(alerts: readonly Alert[], panel: PanelId): string {
  const parts = shownIn(alerts, panel).flatMap(({ severity, threshold: { key, direction, defaults } }) => {
    const value = defaults[severity];
    return value === undefined ? [] : [`${severity} ${direction} ${formatQuantity(value, thresholdSpecs[key].dimension)}`];
  });
  return `Dashed lines are the alert's thresholds: the service's own, or else ${parts.join(", ")}.`;
}

/** Options for the line of a fixed comparison. */
interface FixedLine {
  readonly legend?: string;
  readonly right?: Unit;
}

/** Lines at the numbers with which a panel's alerts compare a series. Throws when none does: the panel no longer matches its alerts. */
export function fixedLines(
  alerts: readonly Alert[],
  panel: PanelId,
  series: MetricName,
  scope: Scope,
  { legend, right }: FixedLine = {},
): PromQuery[] {
  const lines = alerts.flatMap(({ condition, severity, ...alert }): PromQuery[] => {
    if (alert.panel !== panel || condition.type !== "fixed" || condition.series.text !== series.text) return [];
    return [
      {
        datasource: "prometheus",
        expr: promql`${scalar(condition.value)} * group(${select(series, scope)})`,
        legend: legend ?? `${severity} threshold`,
        style: { threshold: severity },
        ...(right === undefined ? {} : { right }),
      },
    ];
  });
  if (lines.length === 0) throw new Error(`no alert of panel ${panel} compares ${series.text} with a number`);
  return lines;
}
