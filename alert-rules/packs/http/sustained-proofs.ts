import type { Severity } from "../../../exporters/model/thresholds";
import { keyOf } from "../../owner";
import { moments } from "../../proofs/patterns";
import { step, type RawSeries, type Sample } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { httpErrors, httpRequests } from "./series";

/** Seconds between two scrapes and between two evaluations: the window of the recorded rates. */
const every = 300;
/** Number of samples in an hour. */
const hour = 12;
/** How far the ratio over an hour is above or below the threshold, as a share of the threshold. */
const margin = 0.0005;
/** Requests per second. At this rate, fewer than 5 requests fail in 5 minutes, so the alert uses the ratio over an hour. */
const perSecond = 0.1;

/**
 * Relative values of the samples, the newest first. They differ, so that the mean over the last hour changes if a rule reads a part of the
 * hour twice or not at all. Because of its `for`, the alert fires only at the second of two evaluations. The two newest samples are
 * therefore `special`, so that the ratio over 5 minutes is above the threshold at both evaluations. The first sample before the hour is
 * `special` too, so that the mean is the same at both evaluations.
 */
const shape = (special: number): number[] =>
  Array.from({ length: 2 * hour }, (_, age) => (age < 2 || age === hour ? special : 1 + age / 100));

const meanOf = (values: readonly number[]): number => values.slice(0, hour).reduce((sum, value) => sum + value, 0) / hour;

const recorded = (metric: string, values: readonly number[]): RawSeries => ({
  metric,
  labels: keyOf(proofService),
  samples: [...values].reverse().flatMap((value) => Array<Sample>(every / step).fill(value)),
});

/**
 * Scenarios in which the ratio over an hour is just above or just below the threshold. Their series are the recorded rates over 5 minutes.
 * In one variant, the number of failures differs between the samples; in the other one, the number of requests does.
 */
export function hourProofs(severity: Severity, threshold: number): { readonly fires: Scenario[]; readonly quiet: Scenario[] } {
  const alert = "HttpErrorRatioHigh";
  const at = moments(alert, severity, proofService);
  const end = (2 * hour - 1) * every;
  const scenarios = (what: string, factor: number, fires: boolean): Scenario[] =>
    [true, false].map((failuresVary): Scenario => {
      const flat = Array<number>(2 * hour).fill(1);
      const [failed, all] = failuresVary ? [shape(2), flat] : [flat, shape(0.5)];
      const scale = (threshold * factor * meanOf(all)) / meanOf(failed);
      return {
        title: `${alert} ${severity} ${what} the threshold over an hour, and ${failuresVary ? "failures" : "requests"} vary`,
        series: [
          recorded(
            httpErrors.name.text,
            failed.map((value) => value * scale * perSecond),
          ),
          recorded(
            httpRequests.name.text,
            all.map((value) => value * perSecond),
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
