import { z } from "zod";
import { badField } from "./state";

/** Check intervals in seconds that the server accepts for uptime monitors. Sentry's API documents lack the rules in this file. */
const intervals = [60, 300, 600, 1200, 1800, 3600];

const uptime = z.looseObject({
  url: z.url({ protocol: /^https?$/, error: "Enter a valid URL." }),
  method: z.enum(["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"]),
  intervalSeconds: z.number().refine((seconds) => intervals.includes(seconds), `must be one of ${intervals.join(", ")}`),
  timeoutMs: z.number().min(1000).max(60_000),
  headers: z.array(z.tuple([z.string(), z.string()])),
});
const uptimeConfig = z.looseObject({
  mode: z.literal(1, { error: "Only mode 1 (manual) can be asked for." }),
  downtimeThreshold: z.number().min(1),
  recoveryThreshold: z.number().min(1),
});

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
const units = ["minute", "hour", "day", "week", "month", "year"];
const cron = z.looseObject({
  name: z.string().min(1),
  config: z.looseObject({
    schedule: z.union([
      z.string().regex(/^\S+( \S+){4}$|^@(hourly|daily|weekly|monthly|yearly)$/, "Schedule was not parseable"),
      z.tuple([z.number().min(1), z.string().refine((unit) => units.includes(unit), "Invalid schedule unit")]),
    ]),
    timezone: z.string().refine(isZone, "Invalid timezone"),
    checkin_margin: z.number().min(1).max(40_320),
    max_runtime: z.number().min(1).max(40_320),
    failure_issue_threshold: z.number().min(1).max(720),
    recovery_threshold: z.number().min(1).max(720),
  }),
});

const metric = z.looseObject({
  dataset: z.enum(["events", "transactions", "generic_metrics", "metrics", "events_analytics_platform"]),
  aggregate: z.string().min(1),
  timeWindow: z.number().min(60).max(86_400),
});
const metricConfig = z.looseObject({ detectionType: z.enum(["static", "percent", "dynamic"]) });

const byType = {
  uptime_domain_failure: { source: uptime, config: uptimeConfig, wrapper: "uptime_subscription" },
  monitor_check_in_failure: { source: cron, config: z.looseObject({}), wrapper: "cron_monitor" },
  metric_issue: { source: metric, config: metricConfig, wrapper: "snuba_query_subscription" },
} as const;

/** The kinds of detectors that clients can create. */
export type AskedType = keyof typeof byType;
export const askedTypes = Object.keys(byType) as AskedType[];

function check(schema: z.ZodType, value: unknown, field: string): void {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  if (issue !== undefined) throw badField([field, ...issue.path].join("."), issue.message);
}

/** Refuses detectors that the server refuses although the API documents allow them. */
export function checkDetector(type: AskedType, dataSources: readonly unknown[], config: unknown): void {
  if (dataSources.length !== 1) throw badField("dataSources", "Only one data source is allowed.");
  check(byType[type].source, dataSources[0], "dataSources");
  check(byType[type].config, config, "config");
}

/** The slug that the server derives from a cron monitor's name. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-+|-+$/g, "");

/** Wraps a data source with its IDs, as in a response. */
export function wrapped(
  type: AskedType,
  id: string,
  organizationId: string,
  source: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const wrapper = byType[type].wrapper;
  const slug = wrapper === "cron_monitor" ? { slug: slugOf(String(source["name"])) } : {};
  const queryObj =
    wrapper === "snuba_query_subscription"
      ? { id, status: 0, subscription: null, snubaQuery: { id, ...source } }
      : { id, ...source, ...slug };
  return { id, organizationId, type: wrapper, sourceId: id, queryObj };
}

/** The condition group of an uptime monitor. The server itself always sets this condition group. */
export const uptimeConditions = {
  logicType: "any",
  conditions: [
    { type: "eq", comparison: "failure", conditionResult: 75 },
    { type: "eq", comparison: "success", conditionResult: 0 },
  ],
} as const;
