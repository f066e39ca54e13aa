import { z } from "zod";
import { object, oneOf } from "./object";
import { budgets } from "./sentry-budgets";
import { duration } from "./units";

/** Supported platforms of Sentry's SDKs. */
export const sentryPlatforms = ["node", "node-express", "python-fastapi", "javascript-nextjs", "javascript-react", "python"] as const;
export type SentryPlatform = (typeof sentryPlatforms)[number];

/** Sentry settings of a service: one project in every environment that monitors it. */
export const sentry = object({
  platform: oneOf(sentryPlatforms),
  /** Share of transactions that are sent, 0..1; errors are always sent. */
  sampleRate: z.number().min(0).max(1).default(0.2),
  /** Whether Sentry scrubs personal data, including IP addresses, and the application is configured to send none (docs/sentry.md). */
  scrubPii: z.boolean().default(true),
  /** Further names of fields, in addition to Sentry's list, whose values are never stored. */
  sensitiveFields: z.array(z.string().min(1)).default([]),
  /** Origins that may send events from browsers. Default: the service's public host, for platforms that run in browsers. */
  allowedDomains: z.array(z.string().min(1)).optional(),
  /** Time without a new event after which an issue is resolved. */
  resolveAge: duration.default(30 * 86_400),
  /** Events per hour that the key accepts; more are dropped, so that one service cannot use up the whole quota. */
  eventsPerHour: z.int().min(1).default(5000),
  /** Code paths and the teams that own them; other paths belong to the service's owner. */
  ownership: z.array(object({ path: z.string().regex(/^\S+$/), owner: z.string().min(1) })).default([]),
  /** Errors per hour above which Sentry's metric monitor creates an issue. Default: none. */
  errorsPerHour: z.int().min(1).optional(),
  budgets,
});
/** A parsed Sentry block. */
export type Sentry = z.output<typeof sentry>;

/** Platforms that serve no requests. */
export const withoutServer: ReadonlySet<SentryPlatform> = new Set(["javascript-react"]);
/** Platforms whose code runs in browsers too, so that source maps must be uploaded and origins checked. */
export const inBrowsers: ReadonlySet<SentryPlatform> = new Set(["javascript-nextjs", "javascript-react"]);
