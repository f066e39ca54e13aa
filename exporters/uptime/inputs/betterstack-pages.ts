import { z } from "zod";

/** Inputs of the Pulumi resource `betterstack:StatusPage`. */
export const statusPageInputs = {
  /** Subdomain of the page, `<subdomain>.betteruptime.com`. It is globally unique. */
  subdomain: z.string().regex(/^[a-z0-9-]{1,63}$/, { error: "expected lower-case letters, digits and -" }),
  /** Company name that the page shows. */
  companyName: z.string().min(1),
  /** URL of the company's website. */
  companyUrl: z.url({ protocol: /^https?$/ }),
  /** URL of a contact page for support. Default: none. */
  contactUrl: z.string().optional(),
  /** Time zone in Rails' spelling, for example `Berlin`. Default: UTC. */
  timezone: z.string().default("UTC"),
  /** Custom domain, with a CNAME record that points to Better Stack. Default: none. */
  customDomain: z.string().optional(),
  /** Number of days in the page's history, at least 90. Default: 90. */
  historyDays: z.int().min(90).default(90),
  /** Whether visitors can subscribe to updates. Default: true. */
  subscribable: z.boolean().default(true),
  /** Whether the page asks search engines not to index it. Default: false. */
  hideFromSearchEngines: z.boolean().default(false),
};
export type StatusPageInputs = z.input<z.ZodObject<typeof statusPageInputs>>;

/** Inputs of the Pulumi resource `betterstack:StatusPageSection`. */
export const statusPageSectionInputs = {
  /** ID of the status page that contains the section. */
  statusPageId: z.string().min(1),
  /** Heading of the section, unique within a page. */
  name: z.string().min(1),
  /**
   * Position on the page, from 0. Default: at the end. A refresh ignores the position at Better Stack, because each new section moves the
   * later sections.
   */
  position: z.int().min(0).optional(),
};
export type StatusPageSectionInputs = z.input<z.ZodObject<typeof statusPageSectionInputs>>;

/** Types of resources that a line of a status page can show. */
export const shownTypes = ["Monitor", "Heartbeat", "MonitorGroup", "HeartbeatGroup"] as const;
/** Widgets that can show the resource of a line. */
export const widgets = ["plain", "history", "intraday_history", "response_times"] as const;

/** Inputs of the Pulumi resource `betterstack:StatusPageResource`: a line of a status page. */
export const statusPageResourceInputs = {
  /** ID of the status page that contains the line. */
  statusPageId: z.string().min(1),
  /** ID of the line's section. */
  sectionId: z.string().min(1),
  /** Type of the shown resource. Default: `Monitor`. */
  resourceType: z.enum(shownTypes).default("Monitor"),
  /** ID of the shown resource. */
  resourceId: z.string().min(1),
  /** Name under which visitors see the resource. */
  publicName: z.string().min(1),
  /** Explanation that visitors see. Default: none. */
  explanation: z.string().optional(),
  /** What the line shows: the status only (`plain`), its history, or also response times. Default: `history`. */
  widget: z.enum(widgets).default("history"),
  /**
   * Position in the section, from 0. Default: at the end. A refresh ignores the position at Better Stack, because each new line moves the
   * later lines.
   */
  position: z.int().min(0).optional(),
};
export type StatusPageResourceInputs = z.input<z.ZodObject<typeof statusPageResourceInputs>>;
