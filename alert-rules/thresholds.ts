import { severities, type Severity } from "../exporters/model/thresholds";
import { isOff } from "../exporters/model/units";
import { leastMetric, thresholdMetric, waitAt, type Threshold } from "./condition";
import { identity, type Alert, type Recording } from "./model";
import { also } from "./proofs/patterns";
import { besideOthers, elsewhere, justEnough, later, leastProofs, type Steady } from "./proofs/own-thresholds";
import type { Proofs } from "./proofs/scenario";
import { longerBy } from "./proofs/service";
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
  /** For a threshold with `counts`: events beyond the threshold, one for each form of the threshold's labels. Default: none. */
  readonly steady?: (at: ProvenAt) => readonly Steady[];
}

/**
 * Returns the first scenario of each proof. These scenarios are enough at a severity without a default: the alert's expressions at
 * different severities differ only in the threshold, and read the same recorded series.
 */
const firstOfEach = ({ fires, quiet, resolves, noData }: Proofs): Proofs => ({
  fires: [fires[0]],
  quiet: [quiet[0]],
  resolves: [resolves[0]],
  noData: [noData[0]],
});

/**
 * Creates one alert for each severity that has a default threshold, or for which a service or an override of the environment sets a
 * threshold other than `off`.
 */
export function thresholdAlerts({ ownThresholds }: OwnThresholds, of: ThresholdAlerts): Alert[] {
  const { threshold, proofs, steady = () => [], ...texts } = of;
  return severities.flatMap((severity): Alert[] => {
    const fallback = threshold.defaults[severity];
    const someOwn = () => ownThresholds.some((own) => own.key === threshold.key && own.severity === severity && !isOff(own.value));
    if (fallback === undefined && !someOwn()) return [];
    const proven = fallback ?? threshold.proven[severity];
    if (proven === undefined)
      throw new Error(`${of.name}: its threshold ${threshold.key} has neither a default nor a proof at ${severity}`);
    const wait = waitAt(threshold.waits, severity);
    const quietFor = fallback === undefined ? "that sets no own threshold" : "that disables it";
    return [
      {
        ...texts,
        severity,
        condition: threshold,
        for: wait === 0 ? undefined : seconds(wait),
        identity: [...identity, ...threshold.series.extra],
        proofs: () => {
          const at = { severity, threshold: proven, wait, keep: texts.keepFiringFor?.seconds ?? 0 };
          const all = proofs(at);
          const usual = fallback === undefined ? firstOfEach(all) : all;
          return also(
            also(usual, {
              fires: [
                later(of.name, severity, longerBy[severity] + threshold.lag, usual.fires),
                besideOthers(of.name, severity, usual, threshold.counts !== undefined),
                ...steady(at).map((each) => justEnough(of.name, severity, threshold.key, proven, each)),
              ],
              quiet: [elsewhere(of.name, severity, quietFor, usual.fires)],
            }),
            threshold.counts === undefined ? {} : leastProofs(of.name, severity, usual.fires),
          );
        },
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
 * Recording rules for a threshold that the catalogue sets for one service, and for the threshold's `least`. The service and the severity
 * are the first labels, so that the context lines of a diff show whose threshold changed. `off` becomes NaN, and no value is above or below
 * NaN, so the alert cannot fire.
 */
export const ownThresholdRecordings = (own: OwnThreshold): Recording[] => [
  { record: thresholdMetric(own.key), expr: isOff(own.value) ? promql`NaN` : promql`${scalar(own.value)}`, labels: labelsOf(own) },
  ...(own.least === undefined ? [] : [{ record: leastMetric(own.key), expr: promql`${scalar(own.least)}`, labels: labelsOf(own) }]),
];
