import { runMetrics } from "../../../exporters/instrumentation/runs";
import type { Severity } from "../../../exporters/model/thresholds";
import { moments } from "../../proofs/patterns";
import { gauge, gone, hold, type RawSeries } from "../../proofs/samples";
import type { Scenario } from "../../proofs/scenario";
import { countedRunWorld, proofCounter, proofRunInstance, runSeries, scrapedRuns, type RunState } from "./world";

/** Ten runs per second end, so that a hundredth of them is still more than one per minute. `share` of them, 0..1, fail. */
export const mixed = (share: number): RunState => ({ succeeded: 10 * (1 - share), failed: 10 * share });

/** The totals of both outcomes, from the second `at`. Before, they are 0. All failed runs end at once, and so do all successful ones. */
function totals(at: number, until: number, { succeeded = 0, failed = 0 }: RunState): RawSeries[] {
  const { outcome, success, ended } = runMetrics;
  return scrapedRuns([hold(until, {})]).map((series) =>
    series.metric === ended
      ? gauge(series.metric, series.labels, [hold(at, 0), hold(until - at, series.labels[outcome] === success ? succeeded : failed)])
      : series,
  );
}

/** Series of a counter with its own name, which exist only from the second 600. Before, the target exposes no series of the counter. */
const created = ({ succeeded, failed }: RunState): RawSeries[] =>
  countedRunWorld([hold(2400, {})]).flatMap((series) => {
    if (series.metric === "up") return [series];
    const total = series.labels[proofCounter.label] === "failed" ? failed : succeeded;
    return total === undefined ? [] : [gauge(series.metric, series.labels, [gone(600), hold(1800, total)])];
  });

/**
 * Scenarios with very few runs, and with a second replica. The checks of few runs are exact: with a restart directly after the only failed
 * run, the failure would be lost.
 */
export function failureScenarios(name: string, severity: Severity, wait: number): Readonly<Record<"fires" | "quiet", Scenario[]>> {
  const { quiet, fires } = moments(name, severity, proofRunInstance);
  const at = 600;
  const until = at + 1800;
  return {
    fires: [
      {
        title: `${name} ${severity} fires if the only run of 15 minutes failed`,
        series: totals(at, until, { failed: 1 }),
        checks: [
          { ...quiet(at + wait - 15), exact: true },
          { ...fires(at + wait), exact: true },
          { ...fires(at + 840), exact: true },
          { ...quiet(at + 1200), exact: true },
        ],
      },
      {
        title: `${name} ${severity} fires if all runs of one replica fail, and the other replica is idle`,
        series: [...scrapedRuns([hold(2100, { failed: 1 })]), ...runSeries("prom-client", [hold(2100, {})], "web-2:9464")],
        checks: [fires(1800)],
      },
      {
        title: `${name} ${severity} fires if the first run that fails creates a series of the counter ${proofCounter.metric}`,
        series: created({ failed: 1 }),
        checks: [
          { ...quiet(at + wait - 15), exact: true },
          { ...fires(at + wait), exact: true },
          { ...fires(at + 840), exact: true },
          { ...quiet(at + 1200), exact: true },
        ],
      },
    ],
    quiet: [
      {
        title: `${name} ${severity} is quiet if one of two runs failed`,
        series: totals(at, until, { failed: 1, succeeded: 1 }),
        checks: [
          { ...quiet(at), exact: true },
          { ...quiet(at + 60), exact: true },
          { ...quiet(at + 840), exact: true },
        ],
      },
      {
        title: `${name} ${severity} is quiet if a failed and a successful run create series of the counter ${proofCounter.metric}`,
        series: created({ failed: 1, succeeded: 1 }),
        checks: [quiet(at + 60), quiet(at + 840)],
      },
      {
        title: `${name} ${severity} is quiet if a service with old failures in its own counter is new to Prometheus`,
        series: countedRunWorld([hold(1800, {})]).map((series) => ({
          ...series,
          samples: series.samples.map((sample, index) => (index < 60 ? undefined : series.metric === "up" ? sample : 40)),
        })),
        checks: [quiet(930), quiet(1200), quiet(1785)],
      },
      {
        title: `${name} ${severity} is quiet if no run ended`,
        series: scrapedRuns([hold(1200, {})]),
        checks: [quiet(900), quiet(1185)],
      },
    ],
  };
}
