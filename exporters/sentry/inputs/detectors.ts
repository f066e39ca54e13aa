import { z } from "zod";
import { inProject, type Inputs } from "./common";

/** Who is notified of an issue first: `team:<id>` or `user:<id>`. */
const owner = z.string().regex(/^(team|user):\d+$/, { error: "an owner like team:123 or user:123 is expected, with Sentry's id" });

/** Inputs that all monitors of Sentry have in common. */
export const detectorInputs = {
  ...inProject,
  /** Name of the monitor; one monitor of a project and kind for each name. */
  name: z.string().min(1).max(200),
  /** What it is for, shown in its issues; none by default. */
  description: z.string().optional(),
  /** Whether it watches. Default true. */
  enabled: z.boolean().default(true),
  /** Who owns its issues: `team:<id>` or `user:<id>`; no owner by default. */
  owner: owner.optional(),
};

/** Seconds between two requests that Sentry offers. */
export const uptimeIntervals = [60, 300, 600, 1200, 1800, 3600] as const;
/** Methods that an uptime monitor can use. */
export const uptimeMethods = ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] as const;

/** Inputs of a monitor that asks for an address. */
export const uptimeDetectorInputs = {
  ...detectorInputs,
  /** Environment that its issues belong to. */
  environment: z.string().min(1),
  /** What is asked for. */
  url: z.url({ protocol: /^https?$/, error: "an address like https://shop.example/health is expected" }),
  /** Default `GET`. */
  method: z.enum(uptimeMethods).default("GET"),
  /** Headers by name; none by default. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Body of the request; none by default. */
  body: z.string().optional(),
  /** Seconds between two requests; 60 by default. */
  intervalSeconds: z.literal(uptimeIntervals, { error: `allowed: ${uptimeIntervals.join(", ")} seconds` }).default(60),
  /** Milliseconds until a request counts as failed; 5000 by default. */
  timeoutMs: z.int().min(1).max(60_000).default(5000),
  /** Whether the requests are traced. Default false. */
  traceSampling: z.boolean().default(false),
  /** What must be true of the answer beside a status of 2xx, as Sentry's JSON text; nothing by default. */
  assertion: z.string().optional(),
  /** Failures in a row until it is down; 3 by default. */
  downtimeThreshold: z.int().min(1).default(3),
  /** Successes in a row until it is up again; 1 by default. */
  recoveryThreshold: z.int().min(1).default(1),
};
export type UptimeDetectorInputs = Inputs<typeof uptimeDetectorInputs>;

/** Units of how often a job runs. */
export const cronUnits = ["minute", "hour", "day", "week", "month", "year"] as const;

/** Inputs of a monitor that waits for the check-ins of a job. */
export const cronDetectorInputs = {
  ...detectorInputs,
  /** What the job names in its check-ins, in the form of a slug; made of the name by Sentry when left out. Another one is another monitor. */
  checkIn: z
    .string()
    .regex(/^[a-z0-9_-]{1,50}$/, { error: "up to 50 small letters, digits, - and _ are expected" })
    .optional(),
  /** When the job runs, in the five fields of cron; or `every`. */
  schedule: z.string().min(9).optional(),
  /** How often the job runs, like 10 `minute`; or `schedule`. */
  every: z.strictObject({ count: z.int().min(1), unit: z.enum(cronUnits) }).optional(),
  /** Time zone of `schedule`; UTC by default. */
  timezone: z.string().default("UTC"),
  /** Minutes that a check-in may be late; 1 by default. */
  checkInMarginMinutes: z.int().min(1).max(40_320).default(1),
  /** Minutes that a run may take; 30 by default. */
  maxRuntimeMinutes: z.int().min(1).max(40_320).default(30),
  /** Failures in a row until there is an issue; 1 by default. */
  failureThreshold: z.int().min(1).max(720).default(1),
  /** Successes in a row until it is resolved; 1 by default. */
  recoveryThreshold: z.int().min(1).max(720).default(1),
};
export type CronDetectorInputs = Inputs<typeof cronDetectorInputs>;

/** Inputs of a monitor that watches a number made from events. */
export const metricDetectorInputs = {
  ...detectorInputs,
  /** What is counted, like `count()`, `failure_rate()` or `p95(span.duration)`. */
  aggregate: z.string().min(1),
  /** Where it is counted: `events` for errors (default), `events_analytics_platform` for spans. */
  dataset: z.enum(["events", "events_analytics_platform", "transactions"]).default("events"),
  /** Kinds of events; errors by default. */
  eventTypes: z.array(z.enum(["error", "default", "transaction", "trace_item_span", "trace_item_log"])).default(["error"]),
  /** Filter in Sentry's search language; everything by default. */
  query: z.string().default(""),
  /** Environment it is counted in; all by default. */
  environment: z.string().optional(),
  /** Seconds over which it is counted; 3600 by default. */
  windowSeconds: z.int().min(60).max(86_400).default(3600),
  /** Whether values above or below the thresholds are bad; above by default. */
  direction: z.enum(["above", "below"]).default("above"),
  /** Threshold past which an issue of high priority is made, times in milliseconds; none by default, and then there must be a medium one. */
  high: z.number().optional(),
  /** Threshold past which an issue of medium priority is made; none by default. */
  medium: z.number().optional(),
  /** Threshold at which the issue is resolved; the nearest of the others by default. */
  resolve: z.number().optional(),
};
export type MetricDetectorInputs = Inputs<typeof metricDetectorInputs>;
