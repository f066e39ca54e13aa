import { severities, thresholdSpecs, type Severity, type ThresholdKey, type ThresholdLevels } from "../exporters/model/thresholds";
import { isOff } from "../exporters/model/units";
import type { RuleFacts } from "./facts";
import { identity, serviceKey, type Alert, type Recording, type Series } from "./model";
import { offService, proofLimits } from "./proofs/limits";
import { also } from "./proofs/patterns";
import type { Check, Proofs, Scenario } from "./proofs/scenario";
import { proofService } from "./proofs/service";
import { is, labels, metric, promql, scalar, seconds, select, type MetricName, type Promql } from "./promql";

/** Name of the recorded overrides of a threshold, e.g. `threshold:latencyP95` -> `threshold:latency_p95`. */
export const thresholdMetric = (key: ThresholdKey): MetricName =>
  metric(`threshold:${key.replace(/[A-Z][0-9]*/g, (part) => `_${part.toLowerCase()}`)}`);

/** `for` of an alert, in seconds, by severity; where it is not said, the warning's. */
export type Waits = Readonly<Partial<Record<Severity, number>>>;

/** At which severities there is an alert of a threshold, and why. */
export interface Levels<Key extends ThresholdKey = ThresholdKey> {
  readonly key: Key;
  /** Limits of services that set none, in base units. */
  readonly defaults: ThresholdLevels;
  /** Severities without a default at which some service sets a limit: they have an alert about such services only. */
  readonly own: readonly Severity[];
}

/** The levels of a threshold where services set these limits of their own. */
export const levelsOf = <Key extends ThresholdKey>(
  { overrides }: Pick<RuleFacts, "overrides">,
  key: Key,
  defaults: Readonly<Record<Key, ThresholdLevels>>,
): Levels<Key> => ({
  key,
  defaults: defaults[key],
  own: severities.filter(
    (severity) =>
      defaults[key][severity] === undefined &&
      overrides.some((override) => override.key === key && override.severity === severity && !isOff(override.value)),
  ),
});

/** What a comparison of one canonical series with its thresholds needs. */
export interface ThresholdAlerts extends Omit<Alert, "severity" | "expr" | "for" | "identity" | "proofs"> {
  readonly levels: Levels;
  readonly series: Series;
  readonly waits: Waits;
  /** A further condition on the same thing (service and the series' extra labels), e.g. enough traffic to judge. */
  readonly guard?: Promql;
  /** Fire at the limit itself, not only beyond it: what is used up to 100 % is used up. */
  readonly atLimit?: boolean;
  /** Proofs at one severity: `limit` is the proof service's in base units, `wait` its `for` in seconds. */
  readonly proofs: (at: { severity: Severity; limit: number; wait: number }) => Proofs;
}

type Compared = Pick<ThresholdAlerts, "levels" | "series"> & { readonly [K in "guard" | "atLimit"]: ThresholdAlerts[K] | undefined };

/** The series compared with the service's own limit where it has one, else with the default, where there is one. */
function comparison({ levels, series, guard, atLimit }: Compared, severity: Severity): Promql {
  const on = labels(...serviceKey);
  const beyond = thresholdSpecs[levels.key].worse === "above" ? promql`>` : promql`<`;
  const operator = atLimit === true ? promql`${beyond}=` : beyond;
  const own = select(thresholdMetric(levels.key), { severity: is(severity) });
  const limit = levels.defaults[severity];
  const limits =
    limit === undefined
      ? promql`${own}`
      : promql`
        (
            ${own}
          or on (${on})
            ${scalar(limit)} * group by (${on}) (${series.name})
        )`;
  const compared = promql`
    ${series.name}
      ${operator} on (${on}) group_left ()
        ${limits}`;
  return guard === undefined
    ? compared
    : promql`
    ${compared}
    and on (${labels(...serviceKey, ...series.extra)})
      ${guard}`;
}

/** What fires the alert at the proof service, at one with other limits. */
function elsewhere(alert: string, severity: Severity, service: string, [fires]: Proofs["fires"]): Scenario {
  const [first, ...rest] = fires.checks
    .filter((check) => check.alert === alert && check.severity === severity)
    .map((check): Check => ({ ...check, firing: [] }));
  if (first === undefined) throw new Error(`${alert} ${severity}: its proof checks nothing`);
  return {
    title: `${alert} ${severity} is quiet about a service ${service}`,
    series: fires.series.map((raw) =>
      raw.labels["service"] === proofService.service ? { ...raw, labels: { ...raw.labels, service: offService.service } } : raw,
    ),
    checks: [first, ...rest],
  };
}

/** One alert per severity that has a default or that some service sets. */
export function thresholdAlerts(of: ThresholdAlerts): Alert[] {
  const { levels, series, waits, guard, atLimit, proofs, ...texts } = of;
  return severities.flatMap((severity): Alert[] => {
    const own = levels.own.includes(severity);
    const limit = levels.defaults[severity] ?? (own ? proofLimits[levels.key][severity] : undefined);
    if (limit === undefined) {
      if (own) throw new Error(`${of.name}: proofs/limits.ts has no ${severity} limit of ${levels.key}`);
      return [];
    }
    const wait = waits[severity] ?? waits.warning ?? 0;
    const proven = proofs({ severity, limit, wait });
    return [
      {
        ...texts,
        severity,
        expr: comparison({ levels, series, guard, atLimit }, severity),
        for: wait === 0 ? undefined : seconds(wait),
        identity: [...identity, ...series.extra],
        proofs: also(proven, {
          quiet: [elsewhere(of.name, severity, own ? "that sets no limit" : "that has switched it off", proven.fires)],
        }),
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
    expr: isOff(value) ? promql`NaN` : promql`${scalar(value)}`,
    labels: { system: service.system, environment: service.environment, service: service.service, severity },
  };
}
