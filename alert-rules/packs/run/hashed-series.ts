import { hashedRuns, runMetrics } from "../../../exporters/instrumentation/runs";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, matches, metric, minutes, Promql, promql, select } from "../../promql";
import { oldestRunAge, runDurationP95, runsEnded, runsFailed, runsFailedByCategory, runsRunning } from "./series";

const { run, category } = runMetrics;

/** Only for runs in hashes. Such runs count in no other series. */
export const runsUndated = seriesWith(run)("run:undated:count", "count", "Runs whose hash has no readable time of their end or start");

/** A sample stays valid for this long if scrapes fail. */
const bridge = minutes(1);
const key = labels(...serviceKey, run);
const quoted = (text: string): Promql => new Promql(JSON.stringify(text));

/** The latest values whose names end with `value`, with the label `run`. */
const latest = (value: string): Promql => {
  const raw = select(metric(hashedRuns.metric), { instrumentation: is(hashedRuns.id), [hashedRuns.key]: matches(`.*:${value}`) });
  return promql`label_replace(last_over_time(${raw}[${bridge}]), "run", "$1", ${quoted(hashedRuns.key)}, ${quoted(hashedRuns.runPattern)})`;
};

/** One value per kind of run. Several exporters may read the same Redis. */
const one = (value: string): Promql => promql`max by (${key}) (${latest(value)})`;

const byCategory = promql`
  max by (${labels(...serviceKey, run, category)}) (
    label_replace(${latest("failures(@.*)?")}, "category", "$1", ${quoted(hashedRuns.key)}, ${quoted(hashedRuns.categoryPattern)})
  )`;

/** Recording rules for runs whose status is in hashes in Redis. The script itself counts over 15 minutes. */
export const hashedRunRecordings = (): Recording[] => [
  { record: runsFailedByCategory.name, expr: byCategory },
  { record: runsFailed.name, expr: promql`sum by (${key}) (${byCategory})` },
  { record: runsEnded.name, expr: promql`${one("succeeded")} + sum by (${key}) (${byCategory})` },
  { record: runsRunning.name, expr: one("running") },
  { record: oldestRunAge.name, expr: one("oldest_age_seconds") },
  { record: runDurationP95.name, expr: one("duration_seconds") },
  { record: runsUndated.name, expr: one("undated") },
];
