import type { Measured } from "./condition";
import { minutes, promql, type MetricName, type Promql } from "./promql";
import type { Series } from "./series";

/**
 * The latest sample of the last minute, so that a failed scrape does not reset `for`. The `usualProofs` of an alert that compares the
 * latest sample of a gauge have the times `bridged` (`proofs/patterns.ts`).
 */
export const latest = (name: MetricName): Promql => promql`last_over_time(${name}[${minutes(1)}])`;

/** A recorded series that is compared by its latest sample. */
export const latestOf = (series: Series): Measured => ({ ...series, compared: latest(series.name) });
