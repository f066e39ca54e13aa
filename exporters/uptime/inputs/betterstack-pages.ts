import { z } from "zod";

/** Inputs of a status page. */
export const statusPageInputs = {
  /** Subdomain of the page, `<subdomain>.betteruptime.com`; globally unique. */
  subdomain: z.string().regex(/^[a-z0-9-]{1,63}$/, { error: "expected lower-case letters, digits and -" }),
  /** Name of the company. */
  companyName: z.string().min(1),
  /** URL of the company's website. */
  companyUrl: z.url({ protocol: /^https?$/ }),
  /** URL for support. Default: none. */
  contactUrl: z.string().optional(),
  /** Time zone, as named by Rails. Default: UTC. */
  timezone: z.string().default("UTC"),
  /** Custom domain, with a CNAME to Better Stack. Default: none. */
  customDomain: z.string().optional(),
  /** Days of history shown, at least 90. Default: 90. */
  historyDays: z.int().min(90).default(90),
  /** Whether people can subscribe to changes. Default: true. */
  subscribable: z.boolean().default(true),
  /** Whether search engines are excluded. Default: false. */
  hideFromSearchEngines: z.boolean().default(false),
};
export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageInputs>>;

/** Inputs of a section of a status page. */
export const statusPageSectionInputs = {
  /** ID of the page. */
  statusPageId: z.string().min(1),
  /** Heading of the section; unique within a page. */
  name: z.string().min(1),
  /** Position on the page, from 0. Default: last. Later sections shift, so a manual move is not undone. */
  position: z.int().min(0).optional(),
};
export type StatusPageSectionInputs = z.input<z.ZodObject<typeof statusPageSectionInputs>>;

/** Types of a status page's lines. */
export const shownTypes = ["Monitor", "Heartbeat", "MonitorGroup", "HeartbeatGroup"] as const;
/** Widgets of a status page's lines. */
export const widgets = ["plain", "history", "intraday_history", "response_times"] as const;

/** Inputs of a line of a status page. */
export const statusPageResourceInputs = {
  /** ID of the page. */
  statusPageId: z.string().min(1),
  /** ID of its section. */
  sectionId: z.string().min(1),
  /** Type of the shown resource. Default: `Monitor`. */
  resourceType: z.enum(shownTypes).default("Monitor"),
  /** ID of the shown resource. */
  resourceId: z.string().min(1),
  /** Public name; it hides the address. */
  publicName: z.string().min(1),
  /** Explanation for readers. Default: none. */
  explanation: z.string().optional(),
  /** Widget. Default: `history`. */
  widget: z.enum(widgets).default("history"),
  /** Position in the section, from 0. Default: last. Later lines shift, so a manual move is not undone. */
  position: z.int().min(0).optional(),
};
export type StatusPageResourceInputs = z.input<z.ZodObject<typeof statusPageResourceInputs>>;
