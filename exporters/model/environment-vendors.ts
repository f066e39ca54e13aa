import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";

/** Vendors of external monitors. */
export const outsideVendors = ["uptimerobot", "betterstack"] as const;
export type OutsideVendor = (typeof outsideVendors)[number];

/** An environment's external monitor and status pages. */
export const environmentUptime = object({
  /** Vendor that runs the checks with `outside: true`; with `none`, only the stack's blackbox_exporter and Gatus run them. */
  outside: oneOf(["none", ...outsideVendors]).default("none"),
  /** The account's plan at that vendor; it limits the interval and the number of monitors. */
  plan: oneOf(["free", "paid"]).default("free"),
  /** Provider of the public status page of each system. */
  statusPages: oneOf(["gatus", ...outsideVendors]).default("gatus"),
});

/** Sentry's plans, which include different numbers of monitors. */
export const sentryPlans = ["developer", "team", "business"] as const;

/** The Sentry organisation of an environment's projects. The token is not here: it is a secret of the stack. */
export const environmentSentry = object({
  /** Base URL; change it for a self-hosted Sentry. */
  url: z.url().default("https://sentry.io"),
  organization: nameSchema,
  plan: oneOf(sentryPlans).default("developer"),
  /** Whether this environment creates uptime and cron monitors; their number is counted over all environments of the organisation. */
  monitors: z.boolean().default(true),
  /** Maximum number of paid monitors beyond those the plan includes, by kind. */
  paidMonitors: object({ uptime: z.int().min(0).default(0), cron: z.int().min(0).default(0) }).prefault({}),
  /** Name of the integration installed in Sentry, by kind, where there are several. Default: the only one. */
  integrations: object({
    slack: z.string().min(1).optional(),
    discord: z.string().min(1).optional(),
    pagerduty: z.string().min(1).optional(),
  }).prefault({}),
});
/** A parsed Sentry block of an environment. */
export type EnvironmentSentry = z.output<typeof environmentSentry>;
