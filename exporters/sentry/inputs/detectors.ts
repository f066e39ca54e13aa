import { z } from "zod";
import { inProject, type Inputs } from "./common";

const owner = z.string().regex(/^(team|user):\d+$/, { error: "expected an owner like team:123 or user:123, with Sentry's ID" });

/** Inputs that uptime, cron and metric monitors of Sentry have in common. */
export const detectorInputs = {
  ...inProject,
  /** Name of the monitor, unique within a project and kind. */
  name: z.string().min(1).max(200),
  /** Description that the monitor's issues show. Default: none. */
  description: z.string().optional(),
  /** Whether the monitor is active. Default: true. */
  enabled: z.boolean().default(true),
  /** Owner of the monitor's issues: `team:<id>` or `user:<id>`. Default: none. */
  owner: owner.optional(),
};

/** Intervals that Sentry supports for an uptime monitor, in seconds. */
export const uptimeIntervals = [60, 300, 600, 1200, 1800, 3600] as const;
/** HTTP methods that an uptime monitor supports. */
export const uptimeMethods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] as const;

/** Inputs of the Pulumi resource `sentry:UptimeDetector`: a monitor that checks a URL. */
export const uptimeDetectorInputs = {
  ...detectorInputs,
  /** Environment of the monitor's issues. */
  environment: z.string().min(1),
  /** URL to check. */
  url: z.url({ protocol: /^https?$/, error: "expected a URL like https://shop.example/health" }),
  /** HTTP method of the request. Default: `GET`. */
  method: z.enum(uptimeMethods).default("GET"),
  /** Request headers by name. A value may be a Pulumi secret. Default: none. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Body of the request. Default: none. */
  body: z.string().optional(),
  /** Interval between two requests in seconds. Default: 60. */
  intervalSeconds: z.literal(uptimeIntervals, { error: `allowed: ${uptimeIntervals.join(", ")} seconds` }).default(60),
  /** Timeout of a request in milliseconds. Default: 5000. */
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  /** Whether Sentry traces the requests. Default: false. */
  traceSampling: z.boolean().default(false),
  /** Assertions on the response, as JSON for Sentry's API. Default: none; Sentry then expects a 2xx status. */
  assertion: z.string().optional(),
  /** Consecutive failures before the URL is reported as down. Default: 3. */
  downtimeThreshold: z.int().min(1).default(3),
  /** Consecutive successes before the URL is reported as up. Default: 1. */
  recoveryThreshold: z.int().min(1).default(1),
};
export type UptimeDetectorInputs = Inputs<typeof uptimeDetectorInputs>;

/** Units of the interval of a cron monitor. */
export const cronUnits = ["minute", "hour", "day", "week", "month", "year"] as const;

/** Inputs of the Pulumi resource `sentry:CronDetector`: a monitor that expects check-ins from a job. */
export const cronDetectorInputs = {
  ...detectorInputs,
  /** Slug that the job uses in its check-ins. A changed slug replaces the monitor. Default: a slug that Sentry derives from the name. */
  checkIn: z
    .string()
    .regex(/^[a-z0-9_-]{1,50}$/, { error: "expected up to 50 lower-case letters, digits, - and _" })
    .optional(),
  /** Cron schedule of the job, with five fields. Set either `schedule` or `every`. */
  schedule: z.string().min(9).optional(),
  /** Interval of the job, for example 10 `minute`. Set either `schedule` or `every`. */
  every: z.strictObject({ count: z.int().min(1), unit: z.enum(cronUnits) }).optional(),
  /** Time zone of `schedule`. Default: UTC. */
  timezone: z.string().default("UTC"),
  /** Maximum delay of a check-in in minutes. Default: 1. */
  checkInMarginMinutes: z.int().min(1).max(40_320).default(1),
  /** Maximum duration of a run in minutes. Default: 30. */
  maxRuntimeMinutes: z.int().min(1).max(40_320).default(30),
  /** Consecutive failures before Sentry creates an issue. Default: 1. */
  failureThreshold: z.int().min(1).max(720).default(1),
  /** Consecutive successes before Sentry resolves the issue. Default: 1. */
  recoveryThreshold: z.int().min(1).max(720).default(1),
};
export type CronDetectorInputs = Inputs<typeof cronDetectorInputs>;

/** Inputs of the Pulumi resource `sentry:MetricDetector`: a monitor that compares an aggregate of events with thresholds. */
export const metricDetectorInputs = {
  ...detectorInputs,
  /** Aggregate, for example `count()`, `failure_rate()` or `p95(span.duration)`. */
  aggregate: z.string().min(1),
  /** Dataset: `events` for errors, `events_analytics_platform` for spans and logs, or `transactions`. Default: `events`. */
  dataset: z.enum(["events", "events_analytics_platform", "transactions"]).default("events"),
  /** Types of the events. Default: errors. */
  eventTypes: z.array(z.enum(["error", "default", "transaction", "trace_item_span", "trace_item_log"])).default(["error"]),
  /** Filter in Sentry's search syntax. Default: all events. */
  query: z.string().default(""),
  /** Environment of the events. Default: all. */
  environment: z.string().optional(),
  /** Window of the aggregate in seconds. Default: 3600. */
  windowSeconds: z.int().min(60).max(86_400).default(3600),
  /** Whether values above or below the thresholds are bad. Default: above. */
  direction: z.enum(["above", "below"]).default("above"),
  /** Threshold for an issue of high priority. Durations are in milliseconds. Default: none; `medium` is then required. */
  high: z.number().optional(),
  /** Threshold for an issue of medium priority. Durations are in milliseconds. Default: none. */
  medium: z.number().optional(),
  /** Threshold at which Sentry resolves the issue. Default: `medium`, otherwise `high`. */
  resolve: z.number().optional(),
};
export type MetricDetectorInputs = Inputs<typeof metricDetectorInputs>;
