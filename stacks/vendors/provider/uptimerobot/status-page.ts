import type { z } from "zod";
import { statusPageInputs as vendorInputs } from "../../../../exporters/uptime/inputs/uptimerobot";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, listOf, textOf, type Json } from "../json";

export const statusPageShape = { ...connection("uptimerobot"), ...vendorInputs };

export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageShape>>;
type Checked = z.output<z.ZodObject<typeof statusPageShape>>;
export interface StatusPageOutputs {
  /** Public address of the page. */
  readonly url: string;
}

/** Body of the request that creates or updates a status page. */
export const statusPageBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json =>
  compact({
    friendlyName: inputs.name,
    monitorIds: inputs.monitorIds.map(Number),
    customDomain: inputs.customDomain,
    password: inputs.password,
    hideUrlLinks: inputs.hideUrlLinks,
    noIndex: inputs.noIndex,
    // 1 sorts by name in ascending order. A monitor's name begins with its system, so the monitors of a system are together.
    sort: 1,
    // The API requires all appearance settings, even those with default values.
    shareAnalyticsConsent: false,
    useSmallCookieConsentModal: false,
    showCookieBar: false,
  });

/** Reads the inputs from a response about a status page. */
export const statusPageInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  name: textOf(remote["friendlyName"]),
  monitorIds: Array.isArray(remote["monitorIds"]) ? listOf(remote["monitorIds"]).flatMap((id) => idOf(id) ?? []) : undefined,
  customDomain: remote["customDomain"] === null || remote["customDomain"] === "" ? null : textOf(remote["customDomain"]),
  password: remote["isPasswordSet"] === false ? null : undefined,
  hideUrlLinks: typeof remote["hideUrlLinks"] === "boolean" ? remote["hideUrlLinks"] : undefined,
  noIndex: typeof remote["noIndex"] === "boolean" ? remote["noIndex"] : undefined,
});

const what = ({ name }: Checked): string => `the status page ${name}`;

export const statusPage = define({
  type: "monitoring:uptimerobot:StatusPage",
  vendor: "uptimerobot",
  shape: statusPageShape,
  history: "its public address",
  path: [],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: statusPageInputs,
  outputs: (remote, { customDomain }) => ({
    url: customDomain === undefined ? `https://stats.uptimerobot.com/${textOf(remote["urlKey"]) ?? ""}` : `https://${customDomain}`,
  }),
  operations: collection({
    path: () => "/psps",
    matches: (remote, { name }) => remote["friendlyName"] === name,
    name: what,
    body: statusPageBody,
    updateBy: "PATCH",
  }),
});
