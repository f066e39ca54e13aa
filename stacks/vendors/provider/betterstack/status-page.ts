import type { z } from "zod";
import { statusPageInputs as vendorInputs } from "../../../../exporters/uptime/inputs/betterstack-pages";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, numberOf, textOf, type Json } from "../json";

export const statusPageShape = { ...connection("betterstack"), ...vendorInputs };

export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageShape>>;
type Checked = z.output<z.ZodObject<typeof statusPageShape>>;
export interface StatusPageOutputs {
  /** Public address of the page. */
  readonly url: string;
}

/** Body of the request that creates or updates a status page. */
export const statusPageBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json =>
  compact({
    subdomain: inputs.subdomain,
    company_name: inputs.companyName,
    company_url: inputs.companyUrl,
    contact_url: inputs.contactUrl,
    timezone: inputs.timezone,
    custom_domain: inputs.customDomain,
    history: inputs.historyDays,
    subscribable: inputs.subscribable,
    hide_from_search_engines: inputs.hideFromSearchEngines,
  });

const optionalText = (value: unknown): string | null | undefined => (value === null || value === "" ? null : textOf(value));

/** Reads the inputs from a response about a status page. */
export const statusPageInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  subdomain: textOf(remote["subdomain"]),
  companyName: textOf(remote["company_name"]),
  companyUrl: textOf(remote["company_url"]),
  contactUrl: optionalText(remote["contact_url"]),
  timezone: textOf(remote["timezone"]),
  customDomain: optionalText(remote["custom_domain"]),
  historyDays: numberOf(remote["history"]),
  subscribable: typeof remote["subscribable"] === "boolean" ? remote["subscribable"] : undefined,
  hideFromSearchEngines: typeof remote["hide_from_search_engines"] === "boolean" ? remote["hide_from_search_engines"] : undefined,
});

const what = ({ subdomain }: Checked): string => `the status page ${subdomain}`;

export const statusPage = define({
  type: "monitoring:betterstack:StatusPage",
  vendor: "betterstack",
  shape: statusPageShape,
  history: "its public address, subscribers and reports",
  path: [],
  what,
  key: ({ subdomain }) => subdomain,
  id: ({ id }) => idOf(id),
  fromRemote: statusPageInputs,
  outputs: (_, { subdomain, customDomain }) => ({ url: `https://${customDomain ?? `${subdomain}.betteruptime.com`}` }),
  operations: collection({
    path: () => "/status-pages",
    matches: (remote, { subdomain }) => remote["subdomain"] === subdomain,
    name: what,
    body: statusPageBody,
    updateBy: "PATCH",
  }),
});
