import { z } from "zod";

/** Kinds of monitors. */
export const monitorTypes = ["HTTP", "KEYWORD", "PING", "PORT", "HEARTBEAT", "API"] as const;
/** Methods of a request. */
export const httpMethods = ["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const comparisons = ["equals", "not_equals", "contains", "not_contains", "greater_than", "less_than", "is_null", "is_not_null"] as const;

/** Assertions on values in a JSON body; at most five. */
export const apiAssertions = z.strictObject({
  /** Whether all assertions must hold (`AND`) or one (`OR`). */
  logic: z.enum(["AND", "OR"]),
  checks: z
    .array(
      z.strictObject({
        /** JSON path, like `$.status`. */
        property: z.string().regex(/^\$/, { error: "expected a JSON path like $.status" }),
        comparison: z.enum(comparisons),
        /** Value to compare with; none for `is_null` and `is_not_null`. */
        target: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .min(1),
});
export type ApiAssertions = z.output<typeof apiAssertions>;

/** Inputs of a monitor. */
export const monitorInputs = {
  /** Name of the monitor; unique within the account. */
  name: z.string().min(1).max(250),
  /** What is monitored: a status (`HTTP`), a word in the body (`KEYWORD`), values in a JSON body (`API`), a host, a port, or a heartbeat. Default: `HTTP`. */
  type: z.enum(monitorTypes).default("HTTP"),
  /** URL or host; a heartbeat has none. */
  url: z.string().optional(),
  /** Port, only for `PORT`. */
  port: z.int().min(1).max(65_535).optional(),
  /** Seconds between two checks, or within which a heartbeat must arrive. Default: 300 (the free plan's minimum). */
  intervalSeconds: z.int().min(30).max(86_400).default(300),
  /** Timeout of a check in seconds, for `HTTP`, `KEYWORD`, `API` and `PORT`. Default: 30. */
  timeoutSeconds: z.int().min(1).max(60).default(30),
  /** Default: `GET`, so that there is a body. */
  httpMethod: z.enum(httpMethods).default("GET"),
  /** Statuses that count as up, like `200` or `2xx`. Default: UptimeRobot's (2xx and 3xx). */
  successStatusCodes: z.array(z.string().regex(/^[1-5](\d\d|xx)$/, { error: "expected a status like 200 or 2xx" })).optional(),
  /** A word that the body must (or must not) contain, only for `KEYWORD`. */
  keyword: z
    .strictObject({
      value: z.string().min(1),
      alertWhen: z.enum(["missing", "present"]).default("missing"),
      caseSensitive: z.boolean().default(true),
    })
    .optional(),
  /** Assertions on a JSON body, only for `API`. */
  apiAssertions: apiAssertions.optional(),
  /** Headers by name. Default: none. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Whether redirects are followed. Default: false, because a redirect to a login page does not mean that the service is healthy. */
  followRedirects: z.boolean().default(false),
  /** Whether an invalid certificate counts as down. Default: true. */
  checkSslErrors: z.boolean().default(true),
  /** Whether it notifies before a certificate expires. Default: true. */
  sslExpirationReminder: z.boolean().default(true),
  /** Days before a certificate expires on which it notifies. Default: UptimeRobot's. */
  sslExpirationDays: z
    .array(z.int().min(1).max(365))
    .transform((days) => [...days].sort((a, b) => b - a))
    .optional(),
  /** Whether it notifies before a domain expires. Default: false. */
  domainExpirationReminder: z.boolean().default(false),
  /** Alert contacts, with the minutes until the first notification and between repetitions. Default: 0 and 0 (immediately, once), the only values of the free plan. */
  alertContacts: z
    .array(z.strictObject({ id: z.string(), thresholdMinutes: z.int().min(0).default(0), recurrenceMinutes: z.int().min(0).default(0) }))
    .default([]),
  /** IDs of maintenance windows. Default: none. */
  maintenanceWindowIds: z.array(z.string()).default([]),
  /** Tags, lower-case. Default: none. */
  tags: z
    .array(z.string().min(1))
    .transform((tags) => [...tags].sort())
    .default([]),
  /** Seconds that a heartbeat may be late, only for `HEARTBEAT`. */
  gracePeriodSeconds: z.int().min(0).max(86_400).optional(),
};
export type MonitorInputs = z.input<z.ZodObject<typeof monitorInputs>>;

/** Inputs of a status page. */
export const statusPageInputs = {
  /** Name of the page; unique within the account. */
  name: z.string().min(1).max(250),
  /** IDs of the monitors it shows. */
  monitorIds: z.array(z.string()),
  /** Custom domain, with a CNAME to UptimeRobot. Default: none. */
  customDomain: z.string().optional(),
  /** Password of the page, a Pulumi secret. Default: none. UptimeRobot never returns it, so a manual change is not detected. */
  password: z.string().optional(),
  /** Whether the URLs of checks are hidden. Default: true. */
  hideUrlLinks: z.boolean().default(true),
  /** Whether search engines are excluded. Default: false. */
  noIndex: z.boolean().default(false),
};
export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageInputs>>;

/** Look-up of an alert contact that was created in UptimeRobot's UI. */
export const alertContactInputs = {
  /** Its name in UptimeRobot's UI, or its address. */
  name: z.string().min(1),
};
export type AlertContactInputs = z.input<z.ZodObject<typeof alertContactInputs>>;
