import { runMetrics } from "../../../exporters/instrumentation/runs";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, metric, minutes, promql, select, type Promql, type Selector } from "../../promql";
import { unlessShared } from "../target/shared";

const { ended, running, oldest, duration, run, outcome, success, failure, category } = runMetrics;
const series = seriesWith(run);

export const runsEnded = series("run:ended:increase15m", "count", "Runs that ended over 15 minutes");
export const runsFailed = series("run:failed:increase15m", "count", "Runs that failed over 15 minutes");
/** Failed runs by category. Only for panels: no alert reads them. */
export const runsFailedByCategory = seriesWith(run, category)(
  "run:failed_by_category:increase15m",
  "count",
  "Runs that failed over 15 minutes, by category",
);
/** Missing if no run ended. */
export const runFailureRatio = series("run:failures:ratio15m", "ratio", "Share of ended runs that failed over 15 minutes");
/** Sum of all replicas. */
export const runsRunning = series("run:running:count", "count", "Runs that have started and not ended");
export const oldestRunAge = series("run:oldest_age_seconds", "duration", "Time since the start of the oldest running run; 0 if none runs");
export const runDurationP95 = series(
  "run:duration_seconds:p95_15m",
  "duration",
  "95th percentile of the time from the request for a run to its success, over 15 minutes",
);

const window = minutes(15);
/** A sample stays valid for this long if scrapes fail, because a single gap would reset `for`. */
const bridge = minutes(1);
const key = labels(...serviceKey, run);

/** Increase of a counter of runs, by kind of run and `more` labels. Targets that several replicas share are left out. */
const increase = (counter: Selector, ...more: readonly string[]): Promql =>
  promql`sum by (${labels(...serviceKey, run, ...more)}) (increase(${counter}[${window}]) ${unlessShared})`;

const failures = select(metric(ended), { [outcome]: is(failure) });
const latest = (name: string): Promql => promql`last_over_time(${metric(name)}[${bridge}])`;

/** Recording rules for runs of work. */
export const runRecordings = (): Recording[] => [
  { record: runsEnded.name, expr: increase(select(metric(ended))) },
  { record: runsFailed.name, expr: promql`${increase(failures)} or ${increase(select(metric(ended)))} * 0` },
  { record: runsFailedByCategory.name, expr: increase(failures, category) },
  { record: runsRunning.name, expr: promql`sum by (${key}) (${latest(running)})` },
  { record: oldestRunAge.name, expr: promql`max by (${key}) (${latest(oldest)})` },
  {
    record: runDurationP95.name,
    expr: promql`histogram_quantile(0.95, ${increase(select(metric(`${duration}_bucket`), { [outcome]: is(success) }), "le")})`,
  },
];

/** Recording rule for the share of failed runs, from all sources. */
export const runRatioRecording: Recording = {
  record: runFailureRatio.name,
  expr: promql`${runsFailed.name} / (${runsEnded.name} > 0)`,
};
