import type { z } from "zod";
import { monitorInputs as vendorInputs, httpMethods, monitorRegions, monitorTypes } from "../../../../exporters/uptime/inputs/betterstack";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, listOf, numberOf, objectsOf, textOf, type Json } from "../json";
import { notified, notifiedInputs } from "./notified";

export const monitorShape = { ...connection("betterstack"), ...vendorInputs };

export type MonitorInputs = z.input<z.ZodObject<typeof monitorShape>>;
type Checked = z.output<z.ZodObject<typeof monitorShape>>;

/**
 * Body of the request that creates or updates a monitor. Better Stack adds the headers of a body to the monitor's existing headers, so
 * `update` below also deletes the old headers by ID.
 */
export const monitorBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json =>
  compact({
    pronounceable_name: inputs.name,
    monitor_type: inputs.type,
    url: inputs.url,
    port: inputs.port === undefined ? undefined : String(inputs.port),
    required_keyword: inputs.keyword,
    expected_status_codes: inputs.expectedStatusCodes,
    check_frequency: inputs.intervalSeconds,
    request_timeout: inputs.type === "ping" || inputs.type === "tcp" ? Math.min(5000, inputs.timeoutSeconds * 1000) : inputs.timeoutSeconds,
    confirmation_period: inputs.confirmationSeconds,
    recovery_period: inputs.recoverySeconds,
    http_method: inputs.httpMethod,
    request_body: inputs.requestBody,
    request_headers: Object.entries(inputs.headers).map(([name, value]) => ({ name, value })),
    follow_redirects: inputs.followRedirects,
    verify_ssl: inputs.verifySsl,
    ssl_expiration: inputs.sslExpirationDays,
    regions: inputs.regions,
    ...notified(inputs),
  });

const headersOf = (value: unknown): Record<string, string> | undefined =>
  Array.isArray(value) ? Object.fromEntries(objectsOf(value).map(({ name, value: text }) => [String(name), String(text)])) : undefined;
const optionalText = (value: unknown): string | null | undefined => (value === null || value === "" ? null : textOf(value));

/** Reads the inputs from a response about a monitor. */
export function monitorInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const port = Number(idOf(remote["port"]));
  const { timeoutSeconds, sslExpirationDays } = monitorShape;
  const server = remote["monitor_type"] === "ping" || remote["monitor_type"] === "tcp";
  return {
    ...notifiedInputs(remote),
    name: textOf(remote["pronounceable_name"]),
    type: monitorTypes.find((one) => one === remote["monitor_type"]),
    url: textOf(remote["url"]),
    port: Number.isInteger(port) ? port : null,
    keyword: optionalText(remote["required_keyword"]),
    expectedStatusCodes: Array.isArray(remote["expected_status_codes"])
      ? listOf(remote["expected_status_codes"]).flatMap((status) => numberOf(status) ?? [])
      : undefined,
    intervalSeconds: numberOf(remote["check_frequency"]),
    timeoutSeconds: server ? undefined : timeoutSeconds.safeParse(remote["request_timeout"]).data,
    confirmationSeconds: numberOf(remote["confirmation_period"]),
    recoverySeconds: numberOf(remote["recovery_period"]),
    httpMethod: httpMethods.find((one) => one === textOf(remote["http_method"])?.toUpperCase()),
    requestBody: optionalText(remote["request_body"]),
    headers: headersOf(remote["request_headers"]),
    followRedirects: typeof remote["follow_redirects"] === "boolean" ? remote["follow_redirects"] : undefined,
    verifySsl: typeof remote["verify_ssl"] === "boolean" ? remote["verify_ssl"] : undefined,
    sslExpirationDays: remote["ssl_expiration"] === null ? null : sslExpirationDays.safeParse(remote["ssl_expiration"]).data,
    regions: Array.isArray(remote["regions"])
      ? listOf(remote["regions"]).flatMap((region) => monitorRegions.find((one) => one === region) ?? [])
      : undefined,
  };
}

/** Checks that `port`, `keyword` and `expectedStatusCodes` are set for exactly the types of monitors that use them. */
export const monitorRules = ({ type, port, keyword, expectedStatusCodes }: Checked): string[] => [
  ...((type === "tcp") === (port !== undefined) ? [] : [`port: required for the type tcp, and allowed only there; got the type ${type}`]),
  ...((type === "keyword" || type === "keyword_absence") === (keyword !== undefined)
    ? []
    : [`keyword: required for the types keyword and keyword_absence, and allowed only there; got the type ${type}`]),
  ...((type === "expected_status_code") === (expectedStatusCodes !== undefined)
    ? []
    : [`expectedStatusCodes: required for the type expected_status_code, and allowed only there; got the type ${type}`]),
];

const what = ({ name }: Checked): string => `the monitor ${name}`;

const monitors = collection<Checked>({
  path: () => "/monitors",
  matches: (remote, { name }) => remote["pronounceable_name"] === name,
  name: what,
  body: monitorBody,
  updateBy: "PATCH",
});

export const monitor = define({
  type: "monitoring:betterstack:Monitor",
  vendor: "betterstack",
  shape: monitorShape,
  rules: monitorRules,
  history: "its uptime history and incidents",
  path: [],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: monitorInputs,
  operations: {
    ...monitors,
    async update(api, id, inputs) {
      const there = await api.get(`/monitors/${id}`);
      const old = objectsOf(there?.["request_headers"]).map(({ id: header }) => ({ id: header, _destroy: true }));
      const body = monitorBody(inputs);
      return api.send("PATCH", `/monitors/${id}`, { ...body, request_headers: [...old, ...objectsOf(body["request_headers"])] });
    },
  },
});
