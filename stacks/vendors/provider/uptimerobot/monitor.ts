import type { z } from "zod";
import { monitorInputs as vendorInputs, httpMethods, monitorTypes } from "../../../../exporters/uptime/inputs/uptimerobot";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, listOf, numberOf, objectOf, objectsOf, textOf, type Json } from "../json";
import { pausable } from "../pausable";
import { apiAssertionsBody, apiAssertionsInput } from "./api-assertions";

export const monitorShape = { ...connection("uptimerobot"), ...vendorInputs };

export type MonitorInputs = z.input<z.ZodObject<typeof monitorShape>>;
type Checked = z.output<z.ZodObject<typeof monitorShape>>;

const isWeb = (type: Checked["type"]): boolean => type === "HTTP" || type === "KEYWORD" || type === "API";
const ids = (texts: readonly string[]): number[] => texts.map(Number);

/** Body of the request that creates or updates a monitor. It contains only the fields that apply to the monitor's type. */
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

const isPaused = ({ status }: Json): boolean => status === "PAUSED";
const flag = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined);
const idsOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? objectsOf(value).flatMap(({ id }) => idOf(id) ?? []) : undefined;
const headersOf = (value: unknown): Record<string, string> | undefined =>
  value === undefined ? undefined : Object.fromEntries(Object.entries(objectOf(value)).map(([name, text]) => [name, String(text)]));

/** Reads the inputs from a response about a monitor. */
export function monitorInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const type = monitorTypes.find((one) => one === remote["type"]);
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
    httpMethod: web ? httpMethods.find((one) => one === remote["httpMethodType"]) : undefined,
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
    paused: remote["status"] === undefined ? undefined : isPaused(remote),
    gracePeriodSeconds: type === "HEARTBEAT" ? numberOf(remote["gracePeriod"]) : undefined,
  };
}

/**
 * Checks that `keyword`, `apiAssertions` and `port` are set for exactly the types that use them. Checks that `gracePeriodSeconds` is set
 * only for heartbeats, and that `url` is set for all types except heartbeats. Monitors of the type API cannot use the method HEAD, because
 * a response to HEAD has no body.
 */
export function monitorRules({ type, url, port, httpMethod, keyword, apiAssertions: asserted, gracePeriodSeconds }: Checked): string[] {
  return [
    ...(type === "HEARTBEAT" || url !== undefined ? [] : [`url: is missing; required for ${type}`]),
    ...((type === "KEYWORD") === (keyword !== undefined)
      ? []
      : [`keyword: required for the type KEYWORD, and allowed only there; got the type ${type}`]),
    ...((type === "API") === (asserted !== undefined)
      ? []
      : [`apiAssertions: required for the type API, and allowed only there; got the type ${type}`]),
    ...((type === "PORT") === (port !== undefined)
      ? []
      : [`port: required for the type PORT, and allowed only there; got the type ${type}`]),
    ...(type === "HEARTBEAT" || gracePeriodSeconds === undefined
      ? []
      : [`gracePeriodSeconds: allowed only for the type HEARTBEAT; got the type ${type}`]),
    ...(type === "API" && httpMethod === "HEAD" ? ["httpMethod: got HEAD; the type API requires a method whose response has a body"] : []),
  ];
}

const what = ({ name }: Checked): string => `the monitor ${name}`;

const monitors = collection<Checked>({
  path: () => "/monitors",
  matches: (remote, { name }) => remote["friendlyName"] === name,
  name: what,
  body: monitorBody,
  updateBy: "PATCH",
});

export const monitor = define({
  type: "monitoring:uptimerobot:Monitor",
  vendor: "uptimerobot",
  shape: monitorShape,
  rules: monitorRules,
  history: "its uptime history and incidents",
  path: [],
  fixed: ["type"],
  flags: ["paused"],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: monitorInputs,
  operations: pausable(monitors, {
    id: ({ id }) => idOf(id),
    isPaused,
    path: (_, id, pause) => `/monitors/${id}/${pause ? "pause" : "start"}`,
  }),
});
