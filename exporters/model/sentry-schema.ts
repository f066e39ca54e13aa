import { z } from "zod";
import { object, oneOf } from "./object";
import { budgets } from "./sentry-budgets";
import { duration } from "./units";

/** Platforms of Sentry's SDKs that services here use. */
export const sentryPlatforms = ["node", "node-express", "python-fastapi", "javascript-nextjs", "javascript-react", "python"] as const;
export type SentryPlatform = (typeof sentryPlatforms)[number];

/** What Sentry is told of a service: one project in every environment that watches it. */
export const sentry = object({
  platform: oneOf(sentryPlatforms),
  /** Share of transactions that are sent, 0..1; errors are always sent. */
  sampleRate: z.number().min(0).max(1).default(0.2),
  /** Whether Sentry scrubs personal data, IP addresses among them, and the application is told to send none (docs/sentry.md). */
  scrubPii: z.boolean().default(true),
  /** Names of fields, beside Sentry's own list, whose values are never kept. */
  sensitiveFields: z.array(z.string().min(1)).default([]),
  /** Origins whose browsers may send events; by default the service's public host, for platforms that run in browsers. */
  allowedDomains: z.array(z.string().min(1)).optional(),
  /** After how long without a new event an issue counts as resolved. */
  resolveAge: duration.default(30 * 86_400),
  /** Events an hour that the key takes; more are dropped, so that one service cannot use up the quota of all. */
  eventsPerHour: z.int().min(1).default(5000),
  /** Paths of the code, each with the team that owns it; what no path matches is the service's owner's. */
  ownership: z.array(object({ path: z.string().regex(/^\S+$/), owner: z.string().min(1) })).default([]),
  /** Errors in an hour above which Sentry's metric monitor raises an issue; none by default. */
  errorsPerHour: z.int().min(1).optional(),
  budgets,
});
/** A parsed Sentry block. */
export type Sentry = z.output<typeof sentry>;

/** Platforms whose code answers no requests. */
export const withoutServer: ReadonlySet<SentryPlatform> = new Set(["javascript-react"]);
/** Platforms whose code runs in browsers too, so that source maps must be uploaded and origins checked. */
export const inBrowsers: ReadonlySet<SentryPlatform> = new Set(["javascript-nextjs", "javascript-react"]);
