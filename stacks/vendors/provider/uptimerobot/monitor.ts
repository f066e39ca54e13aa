import { z } from "zod";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, listOf, numberOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { apiAssertions, apiAssertionsBody, apiAssertionsInput } from "./api-assertions";

const types = ["HTTP", "KEYWORD", "PING", "PORT", "HEARTBEAT", "API"] as const;
const methods = ["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

export const monitorShape = {
  ...connection("uptimerobot"),
  /** Name of the monitor; one monitor of the account for each name. */
  name: z.string().min(1).max(250),
  /** What is watched: a status (`HTTP`, default), a word in the body (`KEYWORD`), values in a JSON body (`API`), a host, a port, or a heartbeat. */
  type: z.enum(types).default("HTTP"),
  /** Address or host; a heartbeat has none. */
  url: z.string().optional(),
  /** Port, for `PORT` only. */
  port: z.int().min(1).max(65_535).optional(),
  /** Seconds between two checks, or within which a heartbeat must come; 300 (the free plan's least) by default. */
  intervalSeconds: z.int().min(30).max(86_400).default(300),
  /** Seconds until a check counts as failed, for `HTTP`, `KEYWORD`, `API` and `PORT`; 30 by default. */
  timeoutSeconds: z.int().min(1).max(60).default(30),
  /** Default `GET`, so that there is a body. */
  httpMethod: z.enum(methods).default("GET"),
  /** Statuses that are up, like `200` or `2xx`; UptimeRobot's own (2xx and 3xx) when left out. */
  successStatusCodes: z.array(z.string().regex(/^[1-5](\d\d|xx)$/, { error: "a status like 200 or 2xx is wanted" })).optional(),
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
  /** Whether a soon expiring certificate is told of. Default true. */
  sslExpirationReminder: z.boolean().default(true),
  /** Days before a certificate expires on which it is told of; UptimeRobot's own when left out. */
  sslExpirationDays: z
    .array(z.int().min(1).max(365))
    .transform((days) => [...days].sort((a, b) => b - a))
    .optional(),
  /** Whether a soon expiring domain is told of. Default false. */
  domainExpirationReminder: z.boolean().default(false),
  /** Who is told: after so many minutes, again every so many; 0 and 0 (at once, once) by default, and the only ones of the free plan. */
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

export type MonitorInputs = z.input<z.ZodObject<typeof monitorShape>>;
type Checked = z.output<z.ZodObject<typeof monitorShape>>;

const isWeb = (type: Checked["type"]): boolean => type === "HTTP" || type === "KEYWORD" || type === "API";
const ids = (texts: readonly string[]): number[] => texts.map(Number);

/** The body of a monitor: only what its type knows. */
export function monitorBody(inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json {
  const { type, keyword } = inputs;
  const web = isWeb(type)
    ? {
        httpMethodType: inputs.httpMethod,
        successHttpResponseCodes: inputs.successStatusCodes,
        customHttpHeaders: inputs.headers,
        followRedirections: inputs.followRedirects,
        checkSSLErrors: inputs.checkSslErrors,
        sslExpirationReminder: inputs.sslExpirationReminder,
        domainExpirationReminder: inputs.domainExpirationReminder,
      }
    : {};
  const word =
    keyword === undefined
      ? {}
      : {
          keywordType: keyword.alertWhen === "missing" ? "ALERT_NOT_EXISTS" : "ALERT_EXISTS",
          keywordValue: keyword.value,
          keywordCaseType: keyword.caseSensitive ? 0 : 1,
        };
  const config = compact({
    sslExpirationPeriodDays: inputs.sslExpirationDays,
    apiAssertions: inputs.apiAssertions && apiAssertionsBody(inputs.apiAssertions),
  });
  return compact({
    friendlyName: inputs.name,
    type,
    url: inputs.url,
    port: inputs.port,
    interval: inputs.intervalSeconds,
    timeout: isWeb(type) || type === "PORT" ? inputs.timeoutSeconds : undefined,
    gracePeriod: inputs.gracePeriodSeconds,
    ...web,
    ...word,
    config: Object.keys(config).length === 0 ? undefined : config,
    assignedAlertContacts: inputs.alertContacts.map(({ id, thresholdMinutes, recurrenceMinutes }) => ({
      alertContactId: id,
      threshold: thresholdMinutes,
      recurrence: recurrenceMinutes,
    })),
    maintenanceWindowsIds: ids(inputs.maintenanceWindowIds),
    tagNames: inputs.tags,
  });
}

const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
const idsOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? objectsOf(value).flatMap(({ id }) => idOf(id) ?? []) : undefined;
const headersOf = (value: unknown): Record<string, string> | undefined =>
  value === undefined ? undefined : Object.fromEntries(Object.entries(objectOf(value)).map(([name, text]) => [name, String(text)]));

/** The inputs that an answer about a monitor shows. */
export function monitorInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const type = types.find((one) => one === remote["type"]);
  const contacts = remote["assignedAlertContacts"];
  const value = textOf(remote["keywordValue"]);
  const web = type !== undefined && isWeb(type);
  const config = objectOf(remote["config"]);
  const days = config["sslExpirationPeriodDays"];
  return {
    name: textOf(remote["friendlyName"]),
    type,
    url: remote["url"] === null ? null : textOf(remote["url"]),
    port: remote["port"] === null ? null : numberOf(remote["port"]),
    intervalSeconds: numberOf(remote["interval"]),
    timeoutSeconds: web || type === "PORT" ? numberOf(remote["timeout"]) : undefined,
    httpMethod: web ? methods.find((one) => one === remote["httpMethodType"]) : undefined,
    successStatusCodes: Array.isArray(remote["successHttpResponseCodes"])
      ? listOf(remote["successHttpResponseCodes"]).map(String)
      : undefined,
    keyword:
      value === undefined || value === ""
        ? null
        : {
            value,
            alertWhen: remote["keywordType"] === "ALERT_EXISTS" ? "present" : "missing",
            caseSensitive: remote["keywordCaseType"] !== 1,
          },
    headers: web ? headersOf(remote["customHttpHeaders"]) : undefined,
    followRedirects: web ? flag(remote["followRedirections"]) : undefined,
    apiAssertions: type === "API" ? (apiAssertionsInput(config["apiAssertions"]) ?? null) : null,
    checkSslErrors: web ? flag(remote["checkSSLErrors"]) : undefined,
    sslExpirationDays: Array.isArray(days)
      ? listOf(days)
          .flatMap((day) => numberOf(day) ?? [])
          .sort((a, b) => b - a)
      : undefined,
    sslExpirationReminder: web ? flag(remote["sslExpirationReminder"]) : undefined,
    domainExpirationReminder: web ? flag(remote["domainExpirationReminder"]) : undefined,
    alertContacts: Array.isArray(contacts)
      ? objectsOf(contacts).map((one) => ({
          id: idOf(one["alertContactId"]) ?? "",
          thresholdMinutes: numberOf(one["threshold"]) ?? 0,
          recurrenceMinutes: numberOf(one["recurrence"]) ?? 0,
        }))
      : undefined,
    maintenanceWindowIds: idsOf(remote["maintenanceWindows"]),
    tags: Array.isArray(remote["tags"])
      ? objectsOf(remote["tags"])
          .flatMap(({ name }) => textOf(name) ?? [])
          .sort()
      : undefined,
    gracePeriodSeconds: type === "HEARTBEAT" ? numberOf(remote["gracePeriod"]) : undefined,
  };
}

/** Which inputs a type must have. */
export function monitorRules({ type, url, port, keyword, apiAssertions: asserted }: Checked): string[] {
  return [
    ...(type === "HEARTBEAT" || url !== undefined ? [] : [`url: is missing; ${type} needs it`]),
    ...((type === "KEYWORD") === (keyword !== undefined)
      ? []
      : [`keyword: belongs to the type KEYWORD, and that needs it; got the type ${type}`]),
    ...((type === "API") === (asserted !== undefined)
      ? []
      : [`apiAssertions: belong to the type API, and that needs them; got the type ${type}`]),
    ...((type === "PORT") === (port !== undefined) ? [] : [`port: belongs to the type PORT, and that needs it; got the type ${type}`]),
  ];
}

const what = ({ name }: Checked): string => `the monitor ${name}`;

export const monitor = define({
  type: "monitoring:uptimerobot:Monitor",
  vendor: "uptimerobot",
  shape: monitorShape,
  rules: monitorRules,
  path: [],
  fixed: ["type"],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: monitorInputs,
  operations: collection({
    path: () => "/monitors",
    matches: (remote, { name }) => remote["friendlyName"] === name,
    name: what,
    body: monitorBody,
    updateBy: "PATCH",
  }),
});
