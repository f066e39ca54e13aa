import type { z } from "zod";
import { object } from "./object";
import { count, duration, orOff, ratio, type Dimension } from "./units";

/** Alert severities, most urgent first: `critical` pages, `warning` notifies, `info` only informs. */
export const severities = ["critical", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** Description of a threshold. `worse` says whether values above or below the threshold are bad. */
export interface ThresholdSpec {
  readonly dimension: Dimension;
  readonly worse: "above" | "below";
  readonly help: string;
}

/** Every threshold that a service may set. Catalogue, rules, docs and tests use these keys. */
export const thresholdSpecs = {
  latencyP95: { dimension: "duration", worse: "above", help: "95th percentile of HTTP request duration over 5 minutes" },
  errorRatio: { dimension: "ratio", worse: "above", help: "share of HTTP requests with a 5xx response over 5 minutes" },
  queueDepth: { dimension: "count", worse: "above", help: "number of waiting jobs in a queue" },
  oldestJobAge: { dimension: "duration", worse: "above", help: "age of the oldest waiting job" },
  jobFailureRatio: { dimension: "ratio", worse: "above", help: "share of finished jobs that failed over 15 minutes" },
  connectionsUsed: { dimension: "ratio", worse: "above", help: "used share of the PostgreSQL connections available to ordinary roles" },
  poolUsed: { dimension: "ratio", worse: "above", help: "share of an application's connection pool in use" },
  replicationLag: { dimension: "duration", worse: "above", help: "time by which a standby is behind its primary" },
  queryMean: { dimension: "duration", worse: "above", help: "mean execution time of one statement over 10 minutes" },
  transactionAge: { dimension: "duration", worse: "above", help: "age of the oldest open transaction of a client (without pg_dump)" },
  redisMemory: { dimension: "ratio", worse: "above", help: "share of Redis' maxmemory in use" },
  redisLatency: {
    dimension: "duration",
    worse: "above",
    help: "mean duration of the slowest Redis command over 5 minutes (or the median ping time, if longer)",
  },
  quotaUsed: { dimension: "ratio", worse: "above", help: "share of a quota that a tenant has used" },
  certificateExpiry: { dimension: "duration", worse: "below", help: "time until the served TLS certificate expires" },
} as const satisfies Record<string, ThresholdSpec>;

export type ThresholdKey = keyof typeof thresholdSpecs;

const bySeverity = <Q extends z.ZodType<number>>(quantity: Q) => {
  const threshold = orOff(quantity).optional();
  return object({ critical: threshold, warning: threshold, info: threshold }).optional();
};

/** Schema of each threshold by severity: a quantity, or `off` to disable the alert at that severity. */
export const thresholdShape = {
  latencyP95: bySeverity(duration),
  errorRatio: bySeverity(ratio),
  queueDepth: bySeverity(count),
  oldestJobAge: bySeverity(duration),
  jobFailureRatio: bySeverity(ratio),
  connectionsUsed: bySeverity(ratio),
  poolUsed: bySeverity(ratio),
  replicationLag: bySeverity(duration),
  queryMean: bySeverity(duration),
  transactionAge: bySeverity(duration),
  redisMemory: bySeverity(ratio),
  redisLatency: bySeverity(duration),
  quotaUsed: bySeverity(ratio),
  certificateExpiry: bySeverity(duration),
} as const satisfies Record<ThresholdKey, z.ZodType>;

/** The optional `thresholds` block of a kind of service, with the keys that the kind supports. */
export function thresholdsOf<const Keys extends ThresholdKey>(...keys: Keys[]) {
  const shape = Object.fromEntries(keys.map((key) => [key, thresholdShape[key]])) as Pick<typeof thresholdShape, Keys>;
  return object(shape).optional();
}

/** Parsed threshold by severity, in base units (seconds, 0..1, count). NaN (`off` in units.ts) disables the alert at that severity. */
export type ThresholdValues = Readonly<Partial<Record<Severity, number | undefined>>>;
export type Thresholds = Readonly<Partial<Record<ThresholdKey, ThresholdValues | undefined>>>;

/** Whether the `critical` level is reached before the `warning` level. The catalogue refuses such thresholds. */
export function isLooser(key: ThresholdKey, critical: number, warning: number): boolean {
  return thresholdSpecs[key].worse === "above" ? critical < warning : critical > warning;
}
