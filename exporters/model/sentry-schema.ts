import { z } from "zod";
import { distinct } from "./lists";
import { object, oneOf } from "./object";
import { budgets } from "./sentry-budgets";
import { reportedName } from "./text";
import { duration, formatDuration, show } from "./units";

/** SDK platforms that the catalogue supports. */
export const sentryPlatforms = ["node", "node-express", "python-fastapi", "javascript-nextjs", "javascript-react", "python"] as const;
export type SentryPlatform = (typeof sentryPlatforms)[number];

const codePath = z.string().regex(/^\S+$/, { error: ({ input }) => `got ${show(input)}; expected a path without blanks, like "src/*"` });

/** Time without events after which Sentry resolves an issue. Sentry accepts whole hours up to 30 days; 0 would disable resolving. */
const resolveAge = duration.refine((seconds) => seconds > 0 && seconds % 3600 === 0 && seconds <= 30 * 86_400, {
  error: ({ input }) => `got ${formatDuration(Number(input))}; Sentry supports whole hours from 1h to 30d: use one of them`,
});

const originPattern = /^(?:\*|(?:(?:\*|https?):\/\/)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?)$/;
const origin = z.string().refine((text) => originPattern.test(text), {
  error: ({ input }) =>
    `got ${JSON.stringify(input)}; expected a host such as "shop.example.com", all its subdomains as "*.example.com", an origin such as "https://shop.example.com", or "*" for all`,
});

const origins = distinct(
  z
    .array(origin)
    .min(1, { error: 'got an empty list, with which Sentry rejects every event of a browser: name the hosts, or write ["*"]' })
    .refine((all) => all.length === 1 || !all.includes("*"), {
      error: 'got "*" beside other hosts, which "*" already contains: write ["*"], or name the hosts only',
    }),
);

/**
 * Sentry settings of a service. The service gets one project in every environment that has a Sentry organisation and either monitors the
 * service or sets `projects: "all"`.
 */
export const sentry = object({
  platform: oneOf(sentryPlatforms),
  /** Share of transactions that the SDK sends, 0..1. Default: 0.2. Errors are always sent. */
  sampleRate: z.number().min(0).max(1).default(0.2),
  /**
   * Whether Sentry scrubs personal data, including IP addresses. Default: true. The application itself must not send personal data either
   * (docs/sentry.md).
   */
  scrubPii: z.boolean().default(true),
  /** Names of fields whose values Sentry scrubs in addition to its default list. Default: none. */
  sensitiveFields: distinct(z.array(reportedName)).default([]),
  /**
   * Hosts or origins that may send events from browsers. `["*"]` accepts all, which is necessary if tenants use their own domains. Default:
   * the service's public host if code of the platform runs in browsers and the host is not a loopback address. Otherwise, or without a
   * public host, `["*"]`.
   */
  allowedDomains: origins.optional(),
  /** Sentry resolves an issue that has had no new event for this time. Default: 30 days. */
  resolveAge: resolveAge.default(30 * 86_400),
  /**
   * Maximum number of events per hour that the project's key accepts, so that one service cannot use up the organisation's quota. Default:
   * 5000.
   */
  eventsPerHour: z.int().min(1).default(5000),
  /** Paths of code and the teams that own them. The service's owner owns all other paths. Default: none. */
  ownership: distinct(z.array(object({ path: codePath, owner: z.string().min(1) })), ({ path }) => show(path)).default([]),
  /** Number of errors per hour above which Sentry's metric monitor creates an issue. Default: none. */
  errorsPerHour: z.int().min(1).optional(),
  budgets,
});
/** A parsed Sentry block. */
export type Sentry = z.output<typeof sentry>;

/** Platforms that serve no requests. */
export const withoutServer: ReadonlySet<SentryPlatform> = new Set(["javascript-react"]);
/** Platforms with code that runs in browsers. */
export const inBrowsers: ReadonlySet<SentryPlatform> = new Set(["javascript-nextjs", "javascript-react"]);
