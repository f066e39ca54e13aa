import { z } from "zod";

/** Fields of monitors and heartbeats: notifications, pauses and maintenance windows. */
const notified = {
  call: z.boolean().default(false),
  sms: z.boolean().default(false),
  email: z.boolean().default(true),
  push: z.boolean().default(true),
  critical_alert: z.boolean().default(false),
  team_wait: z.int().min(0).nullable().default(null),
  policy_id: z.string().nullable().default(null),
  paused: z.boolean().default(false),
  maintenance_from: z.string().nullable().default(null),
  maintenance_to: z.string().nullable().default(null),
  maintenance_timezone: z.string().default("UTC"),
  maintenance_days: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).default([]),
};

export const monitorTypes = [
  "status",
  "expected_status_code",
  "keyword",
  "keyword_absence",
  "ping",
  "tcp",
  "udp",
  "smtp",
  "pop",
  "imap",
  "dns",
] as const;

/** A header to add, a header to change (with its ID), or a header to remove (with its ID and `_destroy`). */
const header = z.union([
  z.strictObject({ name: z.string().min(1), value: z.string().min(1), id: z.string().optional() }),
  z.strictObject({ id: z.string(), _destroy: z.union([z.literal(true), z.literal("true")]) }),
]);

/**
 * The body of a request that creates or updates a monitor, with the vendor's defaults. Periods and the check interval are in seconds. The
 * unit of `request_timeout` depends on the type (see `checkMonitor`).
 */
export const monitorBody = z.strictObject({
  ...notified,
  monitor_type: z.enum(monitorTypes).default("status"),
  url: z.string().min(1, "can't be blank"),
  pronounceable_name: z.string().optional(),
  port: z.string().nullable().default(null),
  required_keyword: z.string().nullable().default(null),
  expected_status_codes: z.array(z.int().min(100).max(599)).default([]),
  check_frequency: z.int().min(30).max(86_400).default(180),
  request_timeout: z.int().min(1).default(30),
  confirmation_period: z.int().min(0).default(0),
  recovery_period: z.int().min(0).default(180),
  http_method: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["get", "head", "post", "put", "patch"]))
    .default("get"),
  request_body: z.string().nullable().default(null),
  request_headers: z.array(header).default([]),
  auth_username: z.string().nullable().default(null),
  auth_password: z.string().nullable().default(null),
  follow_redirects: z.boolean().default(true),
  remember_cookies: z.boolean().default(true),
  verify_ssl: z.boolean().default(true),
  ssl_expiration: z.literal([1, 2, 3, 7, 14, 30, 60]).nullable().default(null),
  domain_expiration: z.literal([1, 2, 3, 7, 14, 30, 60]).nullable().default(null),
  regions: z.array(z.enum(["us", "eu", "as", "au"])).default(["us", "eu", "as", "au"]),
  monitor_group_id: z.int().nullable().default(null),
  ip_version: z.enum(["ipv4", "ipv6"]).nullable().default(null),
});

export const heartbeatBody = z.strictObject({
  ...notified,
  name: z.string().min(1, "can't be blank"),
  period: z.int().min(30, "must be greater than or equal to 30"),
  grace: z.int().min(0),
  sort_index: z.int().nullable().default(null),
  heartbeat_group_id: z.int().nullable().default(null),
});

export const statusPageBody = z.strictObject({
  company_name: z.string().min(1, "can't be blank"),
  company_url: z.url({ protocol: /^https?$/, error: "is invalid" }),
  contact_url: z.string().nullable().default(null),
  subdomain: z.string().regex(/^[a-z0-9-]{1,63}$/, "is invalid"),
  timezone: z.string().default("UTC"),
  custom_domain: z.string().nullable().default(null),
  history: z.int().min(1).default(90),
  subscribable: z.boolean().default(false),
  hide_from_search_engines: z.boolean().default(false),
  announcement: z.string().nullable().default(null),
  layout: z.enum(["vertical", "horizontal"]).default("vertical"),
  theme: z.enum(["light", "dark", "system"]).default("light"),
});

export const sectionBody = z.strictObject({ name: z.string().nullable().default(null), position: z.int().min(0).optional() });

export const resourceBody = z.strictObject({
  status_page_section_id: z.int(),
  resource_id: z.int(),
  resource_type: z.enum(["Monitor", "MonitorGroup", "Heartbeat", "HeartbeatGroup", "WebhookIntegration", "EmailIntegration"]),
  public_name: z.string().min(1, "can't be blank"),
  explanation: z.string().default(""),
  widget_type: z.enum(["plain", "history", "intraday_history", "response_times", "chart_only"]).default("history"),
  position: z.int().min(0).optional(),
  fixed_position: z.boolean().default(false),
});

type Kept<T extends z.ZodType, More = unknown> = Readonly<z.output<T>> & { readonly id: string } & More;
export type Monitor = Kept<typeof monitorBody, { readonly status: string; readonly created_at: string }>;
export type Heartbeat = Kept<typeof heartbeatBody, { readonly url: string; readonly status: string; readonly created_at: string }>;
export type StatusPage = Kept<typeof statusPageBody, { readonly aggregate_state: string; readonly created_at: string }>;
/** A section of a status page. `page` is the ID of the status page. */
export type Section = Kept<typeof sectionBody, { readonly page: string }>;
export type Resource = Kept<typeof resourceBody, { readonly page: string; readonly status: string }>;
