import { z } from "zod";
import { show } from "../../model/units";

/** Types of monitors at UptimeRobot. */
export const monitorTypes = ["HTTP", "KEYWORD", "PING", "PORT", "HEARTBEAT", "API"] as const;
/** HTTP methods that a monitor supports. */
export const httpMethods = ["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const comparisons = ["equals", "not_equals", "contains", "not_contains", "greater_than", "less_than", "is_null", "is_not_null"] as const;

/** Assertions on values in a JSON body. */
export const apiAssertions = z.strictObject({
  /** Whether all assertions must hold (`AND`) or at least one (`OR`). */
  logic: z.enum(["AND", "OR"]),
  checks: z
    .array(
      z
        .strictObject({
          /** JSON path, for example `$.status`. */
          property: z.string().regex(/^\$/, { error: "expected a JSON path like $.status" }),
          comparison: z.enum(comparisons),
          /** Value to compare with. Omit it for `is_null` and `is_not_null`. */
          target: z.union([z.string(), z.number(), z.boolean()]).optional(),
        })
        .refine(({ comparison, target }) => (target === undefined) === /^is_(not_)?null$/.test(comparison), {
          error: "expected a target for every comparison except is_null and is_not_null, which have none",
        }),
    )
    .min(1)
    .max(5, { error: "expected at most 5 checks, as UptimeRobot allows" }),
});
export type ApiAssertions = z.output<typeof apiAssertions>;

/** Inputs of the Pulumi resource `uptimerobot:Monitor`. */
export const monitorInputs = {
  /** Name of the monitor, unique within the account. */
  name: z.string().min(1).max(250),
  /**
   * Type of monitor. `HTTP` checks the status, `KEYWORD` a word in the body, `API` values in a JSON body, `PING` a host, and `PORT` a port.
   * `HEARTBEAT` expects heartbeats. Default: `HTTP`.
   */
  type: z.enum(monitorTypes).default("HTTP"),
  /** URL or host to check. Omit it for `HEARTBEAT`. */
  url: z.string().optional(),
  /** Port. Only for `PORT`. */
  port: z.int().min(1).max(65_535).optional(),
  /** Seconds between two checks, or seconds within which a heartbeat must arrive. Default: 300, the minimum of the free pricing plan. */
  intervalSeconds: z.int().min(30).max(86_400).default(300),
  /** Timeout of a check in seconds, for `HTTP`, `KEYWORD`, `API` and `PORT`. Default: 30. */
  timeoutSeconds: z.int().min(1).max(60).default(30),
  /** HTTP method of the request. Default: `GET`, so that the response has a body. */
  httpMethod: z.enum(httpMethods).default("GET"),
  /** Statuses that mean up, for example `200` or `2xx`. Default: UptimeRobot's default (2xx and 3xx). */
  successStatusCodes: z.array(z.string().regex(/^[1-5](\d\d|xx)$/, { error: "expected a status like 200 or 2xx" })).optional(),
  /** A word that the body must contain or must not contain. Only for `KEYWORD`. */
  keyword: z
    .strictObject({
      value: z.string().min(1),
      alertWhen: z.enum(["missing", "present"]).default("missing"),
      caseSensitive: z.boolean().default(true),
    })
    .optional(),
  /** Assertions on a JSON body. Only for `API`. */
  apiAssertions: apiAssertions.optional(),
  /** Request headers by name. A value may be a Pulumi secret. Default: none. */
  headers: z.record(z.string(), z.string()).default({}),
  /**
   * Whether the monitor follows redirects. Default: false, because a redirect to a login page does not show that the service is healthy.
   */
  followRedirects: z.boolean().default(false),
  /** Whether the monitor is down if the certificate is invalid. Default: true. */
  checkSslErrors: z.boolean().default(true),
  /** Whether UptimeRobot notifies before a certificate expires. Default: true. */
  sslExpirationReminder: z.boolean().default(true),
  /** UptimeRobot notifies each of these numbers of days before a certificate expires. Default: UptimeRobot's default. */
  sslExpirationDays: z
    .array(z.int().min(1).max(365))
    .transform((days) => [...days].sort((a, b) => b - a))
    .optional(),
  /** Whether UptimeRobot notifies before a domain expires. Default: false. */
  domainExpirationReminder: z.boolean().default(false),
  /**
   * Alert contacts. Default: none. `thresholdMinutes` is the time before the first notification, and `recurrenceMinutes` the time between
   * repeated notifications. The default of both times is 0: UptimeRobot notifies immediately and only once. The free plan supports only 0.
   */
  alertContacts: z
    .array(z.strictObject({ id: z.string(), thresholdMinutes: z.int().min(0).default(0), recurrenceMinutes: z.int().min(0).default(0) }))
    .default([]),
  /** IDs of maintenance windows. Default: none. */
  maintenanceWindowIds: z.array(z.string()).default([]),
  /** Tags in lower case, as UptimeRobot stores them. Default: none. */
  tags: z
    .array(
      z.string().regex(/^[^A-Z]+$/, { error: ({ input }) => `got ${show(input)}; expected a tag in lower case, as UptimeRobot stores it` }),
    )
    .transform((tags) => [...tags].sort())
    .default([]),
  /** Maximum delay of a heartbeat in seconds. Only for `HEARTBEAT`. */
  gracePeriodSeconds: z.int().min(0).max(86_400).optional(),
  /** Whether the monitor is paused. Default: false. A refresh detects a monitor that was paused in the UI. */
  paused: z.boolean().optional(),
};
export type MonitorInputs = z.input<z.ZodObject<typeof monitorInputs>>;

/** Inputs of the Pulumi resource `uptimerobot:StatusPage`. */
export const statusPageInputs = {
  /** Name of the page, unique within the account. */
  name: z.string().min(1).max(250),
  /** IDs of the monitors that the page shows. */
  monitorIds: z.array(z.string()),
  /** Custom domain, with a CNAME record that points to UptimeRobot. Default: none. */
  customDomain: z.string().optional(),
  /**
   * Password of the page, a Pulumi secret. Default: none. UptimeRobot never returns the password, so a change in the UI is not detected.
   */
  password: z.string().optional(),
  /** Whether the page hides the URLs of checks. Default: true. */
  hideUrlLinks: z.boolean().default(true),
  /** Whether the page asks search engines not to index it. Default: false. */
  noIndex: z.boolean().default(false),
};
export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageInputs>>;

/** Inputs of the lookup of an alert contact, which must exist in UptimeRobot. */
export const alertContactInputs = {
  /** Name of the contact in UptimeRobot's UI, or its address. */
  name: z.string().min(1),
};
export type AlertContactInputs = z.input<z.ZodObject<typeof alertContactInputs>>;
