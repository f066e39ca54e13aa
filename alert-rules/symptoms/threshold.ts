import { severities, thresholdSpecs, type Severity, type ThresholdKey, type ThresholdLevels } from "../../exporters/catalogue/thresholds";
import { identity, serviceKey, type Alert, type Recording, type Series } from "../model";
import type { Proofs } from "../proofs/scenario";
import { is, labels, metric, promql, scalar, seconds, select, type MetricName, type Promql } from "../promql";

/** Name of the recorded overrides of a threshold, e.g. `threshold:latencyP95` -> `threshold:latency_p95`. */
export const thresholdMetric = (key: ThresholdKey): MetricName =>
  metric(`threshold:${key.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)}`);

/** `for` of an alert, in seconds, by severity. */
export type Waits = Readonly<Partial<Record<Severity, number>>>;

/** What a comparison of one canonical series with its thresholds needs. */
export interface ThresholdAlerts extends Omit<Alert, "severity" | "expr" | "for" | "identity" | "proofs"> {
  readonly key: ThresholdKey;
  readonly series: Series;
  /** Limits of services that set none, in base units; a severity without one has no default alert but may be set by a service. */
  readonly defaults: ThresholdLevels;
  readonly waits: Waits;
  /** A further condition on the same thing (service and the series' extra labels), e.g. enough traffic to judge. */
  readonly guard?: Promql;
  /** Fire at the limit itself, not only beyond it: what is used up to 100 % is used up. */
  readonly atLimit?: boolean;
  /** Proofs at one severity: `limit` is the default in base units, `wait` its `for` in seconds. */
  readonly proofs: (at: { severity: Severity; limit: number; wait: number }) => Proofs;
}

/** The series compared with the service's own limit where it has one, else with the default. */
function comparison(of: ThresholdAlerts, severity: Severity, limit: number): Promql {
  const on = labels(...serviceKey);
  const beyond = thresholdSpecs[of.key].worse === "above" ? promql`>` : promql`<`;
  const operator = of.atLimit === true ? promql`${beyond}=` : beyond;
  const own = select(thresholdMetric(of.key), { severity: is(severity) });
  const compared = promql`
    ${of.series.name}
      ${operator} on (${on}) group_left ()
        (
            ${own}
          or on (${on})
            ${scalar(limit)} * group by (${on}) (${of.series.name})
        )`;
  return of.guard === undefined
    ? compared
    : promql`
    ${compared}
    and on (${labels(...serviceKey, ...of.series.extra)})
      ${of.guard}`;
}

/** One alert per severity that has a default. */
export function thresholdAlerts(of: ThresholdAlerts): Alert[] {
  const { key, series, defaults, waits, guard: _guard, atLimit: _atLimit, proofs, ...texts } = of;
  return severities.flatMap((severity): Alert[] => {
    const limit = defaults[severity];
    if (limit === undefined) return [];
    const wait = waits[severity] ?? 0;
    return [
      {
        ...texts,
        severity,
        expr: comparison(of, severity, limit),
        for: wait === 0 ? undefined : seconds(wait),
        identity: [...identity, ...series.extra],
        proofs: proofs({ severity, limit, wait }),
      },
    ];
  });
}

/** The recording that carries one service's own limit. */
export function thresholdOverride(
  key: ThresholdKey,
  severity: Severity,
  value: number,
  service: Readonly<Record<(typeof serviceKey)[number], string>>,
): Recording {
  return {
    record: thresholdMetric(key),
    expr: promql`${scalar(value)}`,
    labels: { system: service.system, environment: service.environment, service: service.service, severity },
  };
}
