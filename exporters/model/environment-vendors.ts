import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";

/** Vendors that check from outside of the stack. */
export const outsideVendors = ["uptimerobot", "betterstack"] as const;
export type OutsideVendor = (typeof outsideVendors)[number];

/** Who checks from outside in an environment, and who shows the status pages. */
export const environmentUptime = object({
  /** Vendor that makes the checks that are `outside: true`; with `none`, only the stack's own blackbox_exporter and Gatus do. */
  outside: oneOf(["none", ...outsideVendors]).default("none"),
  /** The account's plan at that vendor; it decides the shortest interval and how many monitors there may be. */
  plan: oneOf(["free", "paid"]).default("free"),
  /** Who shows the public status page of each system. */
  statusPages: oneOf(["gatus", ...outsideVendors]).default("gatus"),
});

/** Plans of Sentry that include different things. */
export const sentryPlans = ["developer", "team", "business"] as const;

/** The Sentry organisation that an environment's projects belong to. No token: that is a secret of the stack. */
export const environmentSentry = object({
  /** Base address; another one for a Sentry of one's own. */
  url: z.url().default("https://sentry.io"),
  organization: nameSchema,
  plan: oneOf(sentryPlans).default("developer"),
  /** Whether uptime and cron monitors are made here; their number is counted over all environments of the organisation. */
  monitors: z.boolean().default(true),
  /** Monitors beyond those the plan includes that may be paid for, by kind. */
  paidMonitors: object({ uptime: z.int().min(0).default(0), cron: z.int().min(0).default(0) }).prefault({}),
  /** Name of the integration installed at Sentry, by kind, where there are several; by default the only one. */
  integrations: object({
    slack: z.string().min(1).optional(),
    discord: z.string().min(1).optional(),
    pagerduty: z.string().min(1).optional(),
  }).prefault({}),
});
/** A parsed Sentry block of an environment. */
export type EnvironmentSentry = z.output<typeof environmentSentry>;
