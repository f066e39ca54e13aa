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

/** The thresholds of the alerts that point to a panel, the most urgent first. Throws when none has one: the panel no longer fits. */
function shownIn(alerts: readonly Alert[], panel: PanelId): Shown[] {
  const shown = severities.flatMap((severity) =>
    alerts.flatMap(({ condition, ...alert }): Shown[] =>
      alert.panel === panel && alert.severity === severity && condition.type === "threshold" ? [{ severity, threshold: condition }] : [],
    ),
  );
  if (shown.length === 0) throw new Error(`no alert with a threshold points to panel ${panel}`);
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
 * The thresholds of a panel's alerts as lines: the service's own where it has one, else the default where there is one, exactly as the
 * rule compares. With `each` every service of the scope has its lines.
 */
export function thresholdLines(alerts: readonly Alert[], panel: PanelId, scope: Scope, each?: "each"): PromQuery[] {
  return shownIn(alerts, panel).map((shown) => ({
    datasource: "prometheus",
    expr: lineOf(shown, scope),
    legend: each === "each" ? `${shown.severity} limit of {{service}}` : `${shown.severity} limit`,
    style: { threshold: shown.severity },
  }));
}

/**
 * The same as columns of a table with a row for each label set of `rows`: the threshold that the alert compares the row with, empty where the
 * service has switched it off. `before` is how many queries the table has already.
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
      // "off" is recorded as NaN, which no comparison holds for.
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

/** One sentence that names the defaults, for a panel's description. */
export function thresholdText(alerts: readonly Alert[], panel: PanelId): string {
  const parts = shownIn(alerts, panel).flatMap(({ severity, threshold: { key, direction, defaults } }) => {
    const value = defaults[severity];
    return value === undefined ? [] : [`${severity} ${direction} ${formatQuantity(value, thresholdSpecs[key].dimension)}`];
  });
  return `Dashed lines are the limits at which the alert fires: the service's own, or else ${parts.join(", ")}.`;
}

/** How the number of a fixed comparison is drawn. */
interface FixedLine {
  readonly legend?: string;
  readonly right?: Unit;
}

/** Lines at the numbers that a panel's alerts compare a series with. Throws when none does: the alert has changed and the panel no longer fits. */
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
        legend: legend ?? `${severity} limit`,
        style: { threshold: severity },
        ...(right === undefined ? {} : { right }),
      },
    ];
  });
  if (lines.length === 0) throw new Error(`no alert of panel ${panel} compares ${series.text} with a number`);
  return lines;
}
