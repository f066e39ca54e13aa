import type { Severity } from "../../../exporters/model/thresholds";
import type { Series } from "../../model";
import { keyOf } from "../../owner";
import { moments } from "../../proofs/patterns";
import { step, type RawSeries, type Sample } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";

/** Seconds between two scrapes and between two evaluations: the window of the recorded rates. */
const every = 300;
/** Number of samples in an hour. */
const hour = 12;
/** How far the ratio over an hour is above or below the threshold, as a share of the threshold. */
const margin = 0.0005;
/** With this many failures per second, fewer than 5 events fail in 5 minutes, so the alert uses the ratio over an hour. */
const few = 0.005;

/** An alert on a sustained ratio (`sustainedRatio`) at one severity. */
export interface ProvenRatio {
  readonly alert: string;
  readonly severity: Severity;
  /** Threshold, 0..1. */
  readonly threshold: number;
  /** Recorded rates of the failed events and of all events. */
  readonly failed: Series;
  readonly all: Series;
  /** Labels of the recorded rates, besides those of the service. */
  readonly more: RawSeries["labels"];
}

/**
 * Relative values of the samples, the newest first. They differ, so that the mean over the last hour changes if a rule reads a part of the
 * hour twice or not at all. Because of its `for`, the alert fires only at the second of two evaluations. The two newest samples are
 * therefore `special`, so that the ratio over 5 minutes is above the threshold at both evaluations. The first sample before the hour is
 * `special` too, so that the mean is the same at both evaluations.
 */
const shape = (special: number): number[] =>
  Array.from({ length: 2 * hour }, (_, age) => (age < 2 || age === hour ? special : 1 + age / 100));

const meanOf = (values: readonly number[]): number => values.slice(0, hour).reduce((sum, value) => sum + value, 0) / hour;

const recorded = ({ name }: Series, labels: RawSeries["labels"], values: readonly number[]): RawSeries => ({
  metric: name.text,
  labels: { ...keyOf(proofService), ...labels },
  samples: [...values].reverse().flatMap((value) => Array<Sample>(every / step).fill(value)),
});

/**
 * Scenarios in which the ratio over an hour is just above or just below the threshold. Their series are the recorded rates over 5 minutes.
 * In one variant, the number of failures differs between the samples; in the other one, the number of all events does.
 */
export function hourProofs({
  alert,
  severity,
  threshold,
  failed,
  all,
  more,
}: ProvenRatio): Readonly<Record<"fires" | "quiet", Scenario[]>> {
  const at = moments(alert, severity, { ...proofService, ...more });
  const perSecond = few / threshold;
  const end = (2 * hour - 1) * every;
  const scenarios = (what: string, factor: number, fires: boolean): Scenario[] =>
    [true, false].map((failuresVary): Scenario => {
      const flat = Array<number>(2 * hour).fill(1);
      const [failures, events] = failuresVary ? [shape(2), flat] : [flat, shape(0.5)];
      const scale = (threshold * factor * meanOf(events)) / meanOf(failures);
      return {
        title: `${alert} ${severity} ${what} the threshold over an hour, and ${failuresVary ? "failures" : "all events"} vary`,
        series: [
          recorded(
            failed,
            more,
            failures.map((value) => value * scale * perSecond),
          ),
          recorded(
            all,
            more,
            events.map((value) => value * perSecond),
          ),
        ],
        // The check is exact, so transformed scenarios omit it. They change how series are scraped, but these series are recorded.
        checks: [{ ...(fires ? at.fires(end) : at.quiet(end)), exact: true }],
        every,
      };
    });
  return {
    fires: scenarios("fires for a ratio just above", 1 + margin, true),
    quiet: scenarios("is quiet for a ratio just below", 1 - margin, false),
  };
}
