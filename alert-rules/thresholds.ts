import { severities, type Severity } from "../exporters/model/thresholds";
import { isOff } from "../exporters/model/units";
import { leastMetric, thresholdMetric, waitAt, type Threshold } from "./condition";
import { identity, type Alert, type Recording } from "./model";
import { also } from "./proofs/patterns";
import type { Check, Proofs, Scenario } from "./proofs/scenario";
import { countedService, longerBy, offService, patientService, proofService, rareService } from "./proofs/service";
import { promql, scalar, seconds } from "./promql";
import type { OwnThreshold, OwnThresholds } from "./rule-facts";

/** Parameters of an alert's unit tests ("proofs"): the threshold of the tested service in base units, and the alert's `for` in seconds. */
export interface ProvenAt {
  readonly severity: Severity;
  readonly threshold: number;
  readonly wait: number;
  /** `keep_firing_for` in seconds; 0 if the alert has none. */
  readonly keep: number;
}

/** Definition of the alerts on one threshold, for all severities. */
export interface ThresholdAlerts extends Omit<Alert, "severity" | "condition" | "for" | "identity" | "proofs"> {
  readonly threshold: Threshold;
  readonly proofs: (at: ProvenAt) => Proofs;
}

/** Copies a scenario with other checks, and renames the tested service to `service`. Throws if there are no checks. */
function copied(title: string, { series }: Scenario, service: string, [first, ...rest]: readonly Check[]): Scenario {
  if (first === undefined) throw new Error(`${title}: its proofs contain no checks`);
  return {
    title,
    series: series.map((raw) => (raw.labels["service"] === proofService.service ? { ...raw, labels: { ...raw.labels, service } } : raw)),
    checks: [first, ...rest],
  };
}

const checksOf = ({ checks }: Scenario, alert: string, severity: Severity): readonly Check[] =>
  checks.filter((check) => check.alert === alert && check.severity === severity);

/** Copies the firing scenario for a service whose alert must not fire. `what` describes the service in the title. */
function elsewhere(
  alert: string,
  severity: Severity,
  what: string,
  [fires]: Proofs["fires"],
  service: string = offService.service,
): Scenario {
  const checks = checksOf(fires, alert, severity).map((check): Check => ({ ...check, firing: [] }));
  return copied(`${alert} ${severity} is quiet for a service ${what}`, fires, service, checks);
}

/** Proofs that the alert fires for a service that reaches its own `least`, and does not fire for a service that never reaches it. */
function leastProofs(alert: string, severity: Severity, [fires]: Proofs["fires"]): Partial<Proofs> {
  const { service } = countedService;
  const enough = checksOf(fires, alert, severity).map((check): Check => ({
    ...check,
    firing: check.firing.map((instance) => ({ ...instance, service })),
  }));
  return {
    fires: [copied(`${alert} ${severity} fires for a service that reaches its own minimum`, fires, service, enough)],
    quiet: [elsewhere(alert, severity, "that does not reach its own minimum", [fires], rareService.service)],
  };
}

/**
 * Copies the firing scenario for a service with a longer `for`. The alert must fire exactly `more` seconds later. Of the checks, only the
 * exact checks and the last check are copied.
 */
function later(alert: string, severity: Severity, more: number, [fires]: Proofs["fires"]): Scenario {
  const own = checksOf(fires, alert, severity);
  const moved = own
    .filter((check, index) => check.exact === true || index === own.length - 1)
    .map((check): Check => ({
      ...check,
      at: check.at + more,
      firing: check.firing.map((instance) => ({ ...instance, service: patientService.service })),
    }));
  const title = `${alert} ${severity} fires ${more} seconds later for a service that waits ${longerBy} seconds longer`;
  return copied(title, fires, patientService.service, moved);
}

/** Creates one alert for each severity at which there is a default threshold or a service sets its own. */
export function thresholdAlerts({ ownThresholds }: OwnThresholds, of: ThresholdAlerts): Alert[] {
  const { threshold, proofs, ...texts } = of;
  return severities.flatMap((severity): Alert[] => {
    const fallback = threshold.defaults[severity];
    const someOwn = () => ownThresholds.some((own) => own.key === threshold.key && own.severity === severity && !isOff(own.value));
    if (fallback === undefined && !someOwn()) return [];
    const proven = fallback ?? threshold.proven[severity];
    if (proven === undefined)
      throw new Error(`${of.name}: its threshold ${threshold.key} has neither a default nor a proof at ${severity}`);
    const wait = waitAt(threshold.waits, severity);
    const proofsHere = proofs({ severity, threshold: proven, wait, keep: texts.keepFiringFor?.seconds ?? 0 });
    const quietFor = fallback === undefined ? "that sets no own threshold" : "that disables it";
    return [
      {
        ...texts,
        severity,
        condition: threshold,
        for: wait === 0 ? undefined : seconds(wait),
        identity: [...identity, ...threshold.series.extra],
        proofs: also(
          also(proofsHere, {
            fires: [later(of.name, severity, longerBy + threshold.lag, proofsHere.fires)],
            quiet: [elsewhere(of.name, severity, quietFor, proofsHere.fires)],
          }),
          threshold.counts === undefined ? {} : leastProofs(of.name, severity, proofsHere.fires),
        ),
      },
    ];
  });
}

const labelsOf = ({ severity, service, routes }: OwnThreshold): Readonly<Record<string, string>> => ({
  service: service.service,
  severity,
  system: service.system,
  environment: service.environment,
  ...(routes === undefined ? {} : { routes }),
});

/**
 * Recording rules for one service's own threshold and its `least`. The service and the severity are the first labels, so that the context
 * lines of a diff show whose threshold changed. `off` becomes NaN, and no value is above or below NaN, so the alert cannot fire.
 */
export const ownThresholdRecordings = (own: OwnThreshold): Recording[] => [
  { record: thresholdMetric(own.key), expr: isOff(own.value) ? promql`NaN` : promql`${scalar(own.value)}`, labels: labelsOf(own) },
  ...(own.least === undefined ? [] : [{ record: leastMetric(own.key), expr: promql`${scalar(own.least)}`, labels: labelsOf(own) }]),
];
