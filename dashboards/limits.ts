import { severities, thresholdSpecs, type ThresholdKey, type ThresholdLevels } from "../exporters/model/thresholds";
import { formatQuantity } from "../exporters/model/units";
import { serviceKey, type Alert, type Series } from "../alert-rules/model";
import { is, labels, promql, scalar, select, type MetricName } from "../alert-rules/promql";
import { thresholdMetric } from "../alert-rules/thresholds";
import type { PromQuery, Unit } from "./model";
import { of, type Scope } from "./scope";

/** What an alert compares and with what; the same values its rule is made from. */
export interface Limits {
  readonly key: ThresholdKey;
  readonly series: Series;
  readonly defaults: ThresholdLevels;
}

/**
 * The limits of an alert as lines: the service's own where it has set one, else the default, exactly as the rule compares. With
 * `each` every service of the scope has its lines.
 */
export function limitLines({ key, series, defaults }: Limits, scope: Scope, each?: "each"): PromQuery[] {
  const on = labels(...serviceKey);
  return severities.flatMap((severity): PromQuery[] => {
    const limit = defaults[severity];
    if (limit === undefined) return [];
    return [
      {
        datasource: "prometheus",
        expr: promql`
          max by (${on}) (${select(thresholdMetric(key), { ...scope, severity: is(severity) })})
            or on (${on})
          ${scalar(limit)} * group by (${on}) (${of(series, scope)})`,
        legend: each === "each" ? `${severity} limit of {{service}}` : `${severity} limit`,
        style: { limit: severity },
      },
    ];
  });
}

/** One sentence that names the defaults, for a panel's description. */
export function limitText({ key, defaults }: Limits): string {
  const { dimension, worse } = thresholdSpecs[key];
  const parts = severities.flatMap((severity) => {
    const limit = defaults[severity];
    return limit === undefined ? [] : [`${severity} ${worse} ${formatQuantity(limit, dimension)}`];
  });
  return `Dashed lines are the limits at which the alert fires: the service's own, or else ${parts.join(", ")}.`;
}

/** How a fixed limit is drawn. */
interface FixedLine {
  readonly legend?: string;
  readonly right?: Unit;
}

/**
 * Lines at the fixed numbers that alerts compare a series with, read from the alerts' own expressions. Throws when none compares it:
 * the alert has changed and the panel no longer fits.
 */
export function fixedLines(alerts: readonly Alert[], series: MetricName, scope: Scope, { legend, right }: FixedLine = {}): PromQuery[] {
  const compared = new RegExp(`(?<![\\w:])${series.text}\\s*\\)*\\s*[<>]=?\\s*([\\d.]+)`);
  const lines = alerts.flatMap((alert): PromQuery[] => {
    const limit = compared.exec(alert.expr.text)?.[1];
    if (limit === undefined) return [];
    return [
      {
        datasource: "prometheus",
        expr: promql`${scalar(Number(limit))} * group(${select(series, scope)})`,
        legend: legend ?? `${alert.severity} limit`,
        style: { limit: alert.severity },
        ...(right === undefined ? {} : { right }),
      },
    ];
  });
  if (lines.length === 0) throw new Error(`no alert compares ${series.text} with a number`);
  return lines;
}
