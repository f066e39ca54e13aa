import { z } from "zod";
import { baseUrl } from "./address";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { line } from "./text";

/** Vendors that can be the external monitor. */
export const outsideVendors = ["uptimerobot", "betterstack"] as const;
export type OutsideVendor = (typeof outsideVendors)[number];

/** Settings for the external monitor and the status pages of an environment. */
export const environmentUptime = object({
  /** Vendor that runs the checks with `outside: true` from outside of the stack. Default: `none`. */
  outside: oneOf(["none", ...outsideVendors]).default("none"),
  /** Pricing plan of the account at the vendor. It limits the check interval and the number of monitors. Default: `free`. */
  plan: oneOf(["free", "paid"]).default("free"),
  /**
   * Program or vendor that serves the status pages. A vendor's pages are public. Gatus' pages are not public, unless a reverse proxy
   * publishes them (`statusPageUrls`). With `none`, the environment has no status pages. Default: `gatus`.
   */
  statusPages: oneOf(["none", "gatus", ...outsideVendors]).default("gatus"),
  /** One page at the vendor for all systems together. Default: one page per system. A free pricing plan includes only one page. */
  sharedPage: object({
    /** Title of the page. Except in production, the environment's ID is appended. */
    title: line,
    /** Name of the page in the plan (`uptime.json`). At Better Stack, the name is also the subdomain, which is globally unique. */
    name: nameSchema,
  }).optional(),
  /** Public address of each system's Gatus page, by system ID. Set it if a reverse proxy publishes the page. Default: none. */
  statusPageUrls: z.record(nameSchema, baseUrl).default({}),
});

/** Sentry's pricing plans. Each includes one uptime monitor and one cron monitor. The developer plan does not allow additional monitors. */
export const sentryPlans = ["developer", "team", "business"] as const;

/** Sentry organisation of the environment's projects. The access token is a secret of the stack and is not part of the catalogue. */
export const environmentSentry = object({
  /** Base URL of Sentry. Default: `https://sentry.io`. Set it for a self-hosted Sentry. */
  url: baseUrl.default("https://sentry.io"),
  organization: nameSchema,
  /**
   * Systems whose applications have projects: those that the environment monitors, or all systems of the catalogue. `all` is for
   * environments on developers' computers. Issues of a system that the environment does not monitor notify no one. Default: `monitored`.
   */
  projects: oneOf(["monitored", "all"]).default("monitored"),
  plan: oneOf(sentryPlans).default("developer"),
  /**
   * Whether this environment creates uptime and cron monitors. The pricing plan's limit applies to all environments of the organisation
   * together. Default: true.
   */
  monitors: z.boolean().default(true),
  /** Maximum number of paid monitors, by kind, in addition to those that Sentry's pricing plan includes. Default: 0. */
  paidMonitors: object({ uptime: z.int().min(0).default(0), cron: z.int().min(0).default(0) }).prefault({}),
  /** Name of the integration in Sentry, by provider. Required only if the organisation has several integrations of one provider. */
  integrations: object({
    slack: z.string().min(1).optional(),
    discord: z.string().min(1).optional(),
    pagerduty: z.string().min(1).optional(),
  }).prefault({}),
});
/** The parsed Sentry block of an environment. */
export type EnvironmentSentry = z.output<typeof environmentSentry>;
