import { z } from "zod";

/** Kinds of monitors. */
export const monitorTypes = ["HTTP", "KEYWORD", "PING", "PORT", "HEARTBEAT", "API"] as const;
/** Methods of a request. */
export const httpMethods = ["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const comparisons = ["equals", "not_equals", "contains", "not_contains", "greater_than", "less_than", "is_null", "is_not_null"] as const;

/** What values in a JSON body must be; five at most. */
export const apiAssertions = z.strictObject({
  /** Whether all must hold (`AND`) or one (`OR`). */
  logic: z.enum(["AND", "OR"]),
  checks: z
    .array(
      z.strictObject({
        /** JSON path, like `$.status`. */
        property: z.string().regex(/^\$/, { error: "a JSON path like $.status is expected" }),
        comparison: z.enum(comparisons),
        /** What it is compared with; nothing for `is_null` and `is_not_null`. */
        target: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .min(1),
});
export type ApiAssertions = z.output<typeof apiAssertions>;

/** Inputs of a monitor. */
export const monitorInputs = {
  /** Name of the monitor; one monitor of the account for each name. */
  name: z.string().min(1).max(250),
  /** What is watched: a status (`HTTP`, default), a word in the body (`KEYWORD`), values in a JSON body (`API`), a host, a port, or a heartbeat. */
  type: z.enum(monitorTypes).default("HTTP"),
  /** Address or host; a heartbeat has none. */
  url: z.string().optional(),
  /** Port, for `PORT` only. */
  port: z.int().min(1).max(65_535).optional(),
  /** Seconds between two checks, or within which a heartbeat must come; 300 (the free plan's least) by default. */
  intervalSeconds: z.int().min(30).max(86_400).default(300),
  /** Seconds until a check counts as failed, for `HTTP`, `KEYWORD`, `API` and `PORT`; 30 by default. */
  timeoutSeconds: z.int().min(1).max(60).default(30),
  /** Default `GET`, so that there is a body. */
  httpMethod: z.enum(httpMethods).default("GET"),
  /** Statuses that are up, like `200` or `2xx`; UptimeRobot's own (2xx and 3xx) when left out. */
  successStatusCodes: z.array(z.string().regex(/^[1-5](\d\d|xx)$/, { error: "a status like 200 or 2xx is expected" })).optional(),
  /** A word that must be in the body (or must not), for `KEYWORD` only. */
  keyword: z
    .strictObject({
      value: z.string().min(1),
      alertWhen: z.enum(["missing", "present"]).default("missing"),
      caseSensitive: z.boolean().default(true),
    })
    .optional(),
  /** What a JSON body must say, for `API` only. */
  apiAssertions: apiAssertions.optional(),
  /** Headers by name; none by default. A value may be a Pulumi secret. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Whether redirects are followed. Default false: a redirect to a login is no healthy service. */
  followRedirects: z.boolean().default(false),
  /** Whether a certificate that is not right is down. Default true. */
  checkSslErrors: z.boolean().default(true),
  /** Whether it notifies before a certificate expires. Default true. */
  sslExpirationReminder: z.boolean().default(true),
  /** Days before a certificate expires on which it notifies; UptimeRobot's own when left out. */
  sslExpirationDays: z
    .array(z.int().min(1).max(365))
    .transform((days) => [...days].sort((a, b) => b - a))
    .optional(),
  /** Whether it notifies before a domain expires. Default false. */
  domainExpirationReminder: z.boolean().default(false),
  /** Whom it notifies: after so many minutes, again every so many; 0 and 0 (at once, once) by default, and the only ones of the free plan. */
  alertContacts: z
    .array(z.strictObject({ id: z.string(), thresholdMinutes: z.int().min(0).default(0), recurrenceMinutes: z.int().min(0).default(0) }))
    .default([]),
  /** Ids of maintenance windows; none by default. */
  maintenanceWindowIds: z.array(z.string()).default([]),
  /** Tags, small letters; none by default. */
  tags: z
    .array(z.string().min(1))
    .transform((tags) => [...tags].sort())
    .default([]),
  /** Seconds that a heartbeat may be late, for `HEARTBEAT` only. */
  gracePeriodSeconds: z.int().min(0).max(86_400).optional(),
};
export type MonitorInputs = z.input<z.ZodObject<typeof monitorInputs>>;

/** Inputs of a status page. */
export const statusPageInputs = {
  /** Name of the page; one page of the account for each name. */
  name: z.string().min(1).max(250),
  /** Ids of the monitors it shows. */
  monitorIds: z.array(z.string()),
  /** A domain of one's own, with a CNAME to UptimeRobot; none by default. */
  customDomain: z.string().optional(),
  /** Password of the page, a Pulumi secret; none by default. UptimeRobot never shows it, so that a change by hand is not seen. */
  password: z.string().optional(),
  /** Whether addresses of the checks are hidden. Default true. */
  hideUrlLinks: z.boolean().default(true),
  /** Whether search engines are kept out. Default false. */
  noIndex: z.boolean().default(false),
};
export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageInputs>>;

/** What names an alert contact that was made in UptimeRobot's pages. */
export const alertContactInputs = {
  /** Its name in UptimeRobot's pages, or its address. */
  name: z.string().min(1),
};
export type AlertContactInputs = z.input<z.ZodObject<typeof alertContactInputs>>;
