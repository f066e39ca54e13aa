import { z } from "zod";

const contact = z.strictObject({ alertContactId: z.string(), threshold: z.int().min(0).default(0), recurrence: z.int().min(0).default(0) });
const code = z.string().regex(/^[1-5](\d\d|xx)$/, "must be a status like 200 or 2xx");
const texts = z.record(z.string(), z.string());

export const types = ["HTTP", "KEYWORD", "PING", "PORT", "HEARTBEAT", "DNS", "API", "UDP"] as const;

const assertion = z.strictObject({ property: z.string(), comparison: z.string(), target: z.unknown().optional() });
const config = z.strictObject({
  sslExpirationPeriodDays: z.array(z.int()).optional(),
  ipVersion: z.string().optional(),
  apiAssertions: z.strictObject({ logic: z.enum(["AND", "OR"]), checks: z.array(assertion).min(1).max(5) }).optional(),
  dnsRecords: z.record(z.string(), z.array(z.string())).optional(),
  udp: z.strictObject({ payload: z.string().optional(), packetLossThreshold: z.int().optional() }).optional(),
});

const fields = {
  friendlyName: z.string().min(1).max(250),
  type: z.enum(types),
  url: z.string().min(1).optional(),
  interval: z.int().min(30).max(86_400),
  timeout: z.int().min(1).max(60).optional(),
  authType: z.enum(["NONE", "HTTP_BASIC", "DIGEST", "BEARER"]).optional(),
  httpMethodType: z.enum(["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]).optional(),
  httpUsername: z.string().optional(),
  httpPassword: z.string().optional(),
  port: z.int().min(1).max(65_535).optional(),
  keywordType: z.enum(["ALERT_EXISTS", "ALERT_NOT_EXISTS"]).optional(),
  keywordValue: z.string().min(1).optional(),
  keywordCaseType: z.union([z.literal(0), z.literal(1)]).optional(),
  assignedAlertContacts: z.array(contact).optional(),
  checkSSLErrors: z.boolean().optional(),
  customHttpHeaders: texts.optional(),
  successHttpResponseCodes: z.array(code).optional(),
  maintenanceWindowsIds: z.array(z.int()).optional(),
  tagNames: z.array(z.string().min(1)).optional(),
  gracePeriod: z.int().min(0).max(86_400).optional(),
  postValueType: z.enum(["KEY_VALUE", "RAW_JSON"]).optional(),
  postValueData: z.unknown().optional(),
  sslExpirationReminder: z.boolean().optional(),
  domainExpirationReminder: z.boolean().optional(),
  followRedirections: z.boolean().optional(),
  responseTimeThreshold: z.int().min(0).max(60_000).optional(),
  config: config.optional(),
};

/** The body of a request that creates a monitor. */
export const newMonitor = z.strictObject(fields);
/** The body of a request that updates a monitor. Omitted fields do not change. */
export const changedMonitor = newMonitor.partial();

type Asked = z.output<typeof newMonitor>;
type Left = "tagNames" | "url" | "port" | "keywordType" | "keywordValue" | "config" | "httpPassword" | "postValueType" | "postValueData";
type Kept = { readonly [K in Exclude<keyof Asked, Left>]-?: Exclude<Asked[K], undefined> };

export interface Monitor extends Kept {
  readonly id: string;
  readonly url: string | null;
  readonly port: number | null;
  readonly keywordType: string | null;
  readonly keywordValue: string | null;
  readonly config: z.output<typeof config> | null;
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly status: "UP" | "PAUSED" | "STARTED";
  readonly createDateTime: string;
}

/** The body of a request that creates a status page. */
export const newPage = z.strictObject({
  friendlyName: z.string().min(1).max(250),
  customDomain: z.string().nullish(),
  password: z.string().nullish(),
  monitorIds: z.array(z.int()).optional(),
  status: z.enum(["ENABLED", "PAUSED"]).optional(),
  gaCode: z.string().nullish(),
  shareAnalyticsConsent: z.boolean(),
  useSmallCookieConsentModal: z.boolean(),
  noIndex: z.boolean(),
  hideUrlLinks: z.boolean(),
  showCookieBar: z.boolean(),
  sort: z.int().optional(),
});
export const changedPage = newPage.partial();

export interface StatusPage {
  readonly id: string;
  readonly friendlyName: string;
  readonly customDomain: string | null;
  readonly isPasswordSet: boolean;
  readonly monitorIds: readonly number[];
  readonly status: string;
  readonly urlKey: string;
  readonly noIndex: boolean;
  readonly hideUrlLinks: boolean;
  readonly shareAnalyticsConsent: boolean;
  readonly useSmallCookieConsentModal: boolean;
  readonly showCookieBar: boolean;
  /** The order of the monitors: 1 is by name, ascending. */
  readonly sort: number | null;
}

/** The body of a request that creates a maintenance window. */
export const newWindow = z.strictObject({
  name: z.string().min(1).max(250),
  interval: z.enum(["once", "daily", "weekly", "monthly"]),
  date: z.iso.date().nullish(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, "must be a time like 02:30:00"),
  duration: z.int().min(1),
  autoAddMonitors: z.boolean().default(false),
  days: z.array(z.int().min(-1).max(31)).optional(),
});
export const changedWindow = newWindow.partial();

export interface MaintenanceWindow {
  readonly id: string;
  readonly name: string;
  readonly interval: string;
  readonly date: string | null;
  readonly time: string;
  readonly duration: number;
  readonly autoAddMonitors: boolean;
  readonly days: readonly number[];
  readonly status: string;
  readonly created: string;
}

/** An alert contact. Users create contacts in UptimeRobot's web interface. */
export interface AlertContact {
  readonly id: string;
  readonly friendlyName: string;
  readonly type: string;
  readonly value: string;
}

/** The fields of responses, by kind of object. */
export const answers = {
  monitor: z.looseObject({
    id: z.int(),
    friendlyName: z.string(),
    type: z.enum(types),
    url: z.string().nullable(),
    interval: z.int(),
    status: z.string(),
    tags: z.array(z.strictObject({ id: z.int(), name: z.string(), color: z.string() })),
    assignedAlertContacts: z.array(z.strictObject({ alertContactId: z.int(), threshold: z.int(), recurrence: z.int() })),
    maintenanceWindows: z.array(z.looseObject({ id: z.int(), name: z.string() })),
    successHttpResponseCodes: z.array(code),
    customHttpHeaders: texts,
  }),
  page: z.looseObject({
    id: z.int(),
    friendlyName: z.string(),
    urlKey: z.string(),
    isPasswordSet: z.boolean(),
    monitorIds: z.array(z.int()),
  }),
  window: z.looseObject({ id: z.int(), name: z.string(), date: z.string().nullable(), time: z.string(), days: z.array(z.int()) }),
};
