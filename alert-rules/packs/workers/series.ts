import { workerMetrics } from "../../../exporters/instrumentation/workers";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { labels, metric, minutes, promql } from "../../promql";

const { workers, busy, group } = workerMetrics;
const series = seriesWith(group);

/** Requests are not moved to another replica, so the series has the value of the busiest one. */
export const workersBusyRatio = series(
  "workers:busy:ratio_avg5m",
  "ratio",
  "Share of a group's workers that are busy, on average over 5 minutes, in the busiest replica",
);
/** Only for panels: no alert reads it. */
export const workersCount = series("workers:workers:count", "count", "Workers of a group, in all replicas together");
/** Only for panels: no alert reads it. */
export const workersBusyCount = series(
  "workers:busy:count_avg5m",
  "count",
  "Busy workers of a group over 5 minutes, in all replicas together",
);

const window = minutes(5);
/** A sample stays valid for this long if scrapes fail. */
const bridge = minutes(1);
const key = labels(...serviceKey, group);
const perReplica = labels(...serviceKey, group, "job", "instance");

const total = promql`sum by (${perReplica}) (last_over_time(${metric(workers)}[${bridge}]))`;
const used = promql`sum by (${perReplica}) (avg_over_time(${metric(busy)}[${window}]))`;

/** Recording rules for the workers that serve requests. Scraped and pushed metrics have the same names. */
export const workerRecordings = (): Recording[] => [
  { record: workersBusyRatio.name, expr: promql`max by (${key}) (${used} / (${total} > 0))` },
  { record: workersCount.name, expr: promql`sum by (${key}) (${total})` },
  { record: workersBusyCount.name, expr: promql`sum by (${key}) (${used} and ${total})` },
];
