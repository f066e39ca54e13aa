import { z } from "zod";
import { inProject, type Inputs } from "./common";

/** The owner of an issue: `team:<id>` or `user:<id>`. */
const owner = z.string().regex(/^(team|user):\d+$/, { error: "expected an owner like team:123 or user:123, with Sentry's ID" });

/** Inputs of all Sentry monitors. */
export const detectorInputs = {
  ...inProject,
  /** Name of the monitor; unique within a project and kind. */
  name: z.string().min(1).max(200),
  /** Description, shown in its issues. Default: none. */
  description: z.string().optional(),
  /** Whether it is active. Default: true. */
  enabled: z.boolean().default(true),
  /** Owner of its issues: `team:<id>` or `user:<id>`. Default: none. */
  owner: owner.optional(),
};

/** Check intervals that Sentry supports, in seconds. */
export const uptimeIntervals = [60, 300, 600, 1200, 1800, 3600] as const;
/** Methods that an uptime monitor supports. */
export const uptimeMethods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] as const;

/** Inputs of an uptime monitor. */
export const uptimeDetectorInputs = {
  ...detectorInputs,
  /** Environment of its issues. */
  environment: z.string().min(1),
  /** The URL to check. */
  url: z.url({ protocol: /^https?$/, error: "expected a URL like https://shop.example/health" }),
  /** Default: `GET`. */
  method: z.enum(uptimeMethods).default("GET"),
  /** Headers by name. Default: none. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Body of the request. Default: none. */
  body: z.string().optional(),
  /** Seconds between two requests. Default: 60. */
  intervalSeconds: z.literal(uptimeIntervals, { error: `allowed: ${uptimeIntervals.join(", ")} seconds` }).default(60),
  /** Timeout of a request in milliseconds. Default: 5000. */
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  /** Whether the requests are traced. Default: false. */
  traceSampling: z.boolean().default(false),
  /** Assertions on the response in addition to a 2xx status, as Sentry's JSON text. Default: none. */
  assertion: z.string().optional(),
  /** Consecutive failures until it is down. Default: 3. */
  downtimeThreshold: z.int().min(1).default(3),
  /** Consecutive successes until it is up again. Default: 1. */
  recoveryThreshold: z.int().min(1).default(1),
};
export type UptimeDetectorInputs = Inputs<typeof uptimeDetectorInputs>;

/** Units of a job's interval. */
export const cronUnits = ["minute", "hour", "day", "week", "month", "year"] as const;

/** Inputs of a cron monitor, which expects a job's check-ins. */
export const cronDetectorInputs = {
  ...detectorInputs,
  /** Slug that the job uses in its check-ins. Default: Sentry derives it from the name. Another slug is another monitor. */
  checkIn: z
    .string()
    .regex(/^[a-z0-9_-]{1,50}$/, { error: "expected up to 50 lower-case letters, digits, - and _" })
    .optional(),
  /** The job's cron schedule of five fields; or use `every`. */
  schedule: z.string().min(9).optional(),
  /** The job's interval, like 10 `minute`; or use `schedule`. */
  every: z.strictObject({ count: z.int().min(1), unit: z.enum(cronUnits) }).optional(),
  /** Time zone of `schedule`. Default: UTC. */
  timezone: z.string().default("UTC"),
  /** Minutes that a check-in may be late. Default: 1. */
  checkInMarginMinutes: z.int().min(1).max(40_320).default(1),
  /** Maximum minutes of a run. Default: 30. */
  maxRuntimeMinutes: z.int().min(1).max(40_320).default(30),
  /** Consecutive failures until there is an issue. Default: 1. */
  failureThreshold: z.int().min(1).max(720).default(1),
  /** Consecutive successes until it is resolved. Default: 1. */
  recoveryThreshold: z.int().min(1).max(720).default(1),
};
export type CronDetectorInputs = Inputs<typeof cronDetectorInputs>;

/** Inputs of a metric monitor, which watches an aggregate of events. */
export const metricDetectorInputs = {
  ...detectorInputs,
  /** The aggregate, like `count()`, `failure_rate()` or `p95(span.duration)`. */
  aggregate: z.string().min(1),
  /** Dataset: `events` for errors, `events_analytics_platform` for spans. Default: `events`. */
  dataset: z.enum(["events", "events_analytics_platform", "transactions"]).default("events"),
  /** Kinds of events. Default: errors. */
  eventTypes: z.array(z.enum(["error", "default", "transaction", "trace_item_span", "trace_item_log"])).default(["error"]),
  /** Filter in Sentry's search language. Default: everything. */
  query: z.string().default(""),
  /** Environment of the events. Default: all. */
  environment: z.string().optional(),
  /** Window of the aggregate in seconds. Default: 3600. */
  windowSeconds: z.int().min(60).max(86_400).default(3600),
  /** Whether values above or below the thresholds are bad. Default: above. */
  direction: z.enum(["above", "below"]).default("above"),
  /** Threshold for an issue of high priority; durations in milliseconds. Default: none; then `medium` is required. */
  high: z.number().optional(),
  /** Threshold for an issue of medium priority. Default: none. */
  medium: z.number().optional(),
  /** Threshold at which the issue is resolved. Default: the nearest of the others. */
  resolve: z.number().optional(),
};
export type MetricDetectorInputs = Inputs<typeof metricDetectorInputs>;
