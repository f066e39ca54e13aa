import { z } from "zod";

/** Inputs of a status page. */
export const statusPageInputs = {
  /** Where the page is: `<subdomain>.betteruptime.com`; no two pages of the world have the same. */
  subdomain: z.string().regex(/^[a-z0-9-]{1,63}$/, { error: "small letters, digits and - are expected" }),
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
export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageInputs>>;

/** Inputs of a section of a status page. */
export const statusPageSectionInputs = {
  /** Id of the page. */
  statusPageId: z.string().min(1),
  /** Heading of the section; one section of a page for each. */
  name: z.string().min(1),
  /** Place on the page, from 0; the last when left out. Sections below move on, so a move by hand is not undone. */
  position: z.int().min(0).optional(),
};
export type StatusPageSectionInputs = z.input<z.ZodObject<typeof statusPageSectionInputs>>;

/** What a line of a page can show. */
export const shownTypes = ["Monitor", "Heartbeat", "MonitorGroup", "HeartbeatGroup"] as const;
/** How a line of a page can show it. */
export const widgets = ["plain", "history", "intraday_history", "response_times"] as const;

/** Inputs of a line of a status page. */
export const statusPageResourceInputs = {
  /** Id of the page. */
  statusPageId: z.string().min(1),
  /** Id of the section it is in. */
  sectionId: z.string().min(1),
  /** What is shown. Default `Monitor`. */
  resourceType: z.enum(shownTypes).default("Monitor"),
  /** Its id. */
  resourceId: z.string().min(1),
  /** Name that the public reads; it hides the address. */
  publicName: z.string().min(1),
  /** A sentence for those who ask what it is; none by default. */
  explanation: z.string().optional(),
  /** How it is shown; `history` by default. */
  widget: z.enum(widgets).default("history"),
  /** Place in the section, from 0; the last when left out. Those below move on, so a move by hand is not undone. */
  position: z.int().min(0).optional(),
};
export type StatusPageResourceInputs = z.input<z.ZodObject<typeof statusPageResourceInputs>>;
