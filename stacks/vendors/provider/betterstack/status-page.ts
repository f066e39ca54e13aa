import { z } from "zod";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, numberOf, textOf, type Json } from "../json";

export const statusPageShape = {
  ...connection("betterstack"),
  /** Where the page is: `<subdomain>.betteruptime.com`; no two pages of the world have the same. */
  subdomain: z.string().regex(/^[a-z0-9-]{1,63}$/, { error: "small letters, digits and - are wanted" }),
  /** Name of the company. */
  companyName: z.string().min(1),
  /** Address of the company's site. */
  companyUrl: z.url({ protocol: /^https?$/ }),
  /** Where people find help; none by default. */
  contactUrl: z.string().optional(),
  /** Time zone, as Rails names it; UTC by default. */
  timezone: z.string().default("UTC"),
  /** A domain of one's own, with a CNAME to Better Stack; none by default. */
  customDomain: z.string().optional(),
  /** Days of history shown, 90 at least; 90 by default. */
  historyDays: z.int().min(90).default(90),
  /** Whether people can subscribe to changes. Default true. */
  subscribable: z.boolean().default(true),
  /** Whether search engines are kept out. Default false. */
  hideFromSearchEngines: z.boolean().default(false),
};

export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageShape>>;
type Checked = z.output<z.ZodObject<typeof statusPageShape>>;
export interface StatusPageOutputs {
  /** Public address of the page. */
  readonly url: string;
}

/** The body of a page. */
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

/** The inputs that an answer about a page shows. */
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
