import { z } from "zod";
import { inOrganization, inProject, slug, type Inputs } from "./common";

const names = z.array(z.string().min(1));

/** A team's slug. Sentry allows it fewer characters than the slugs of other objects. */
const teamSlug = slug.max(50, { error: "expected a team's slug of at most 50 characters" });

/** Inputs of the Pulumi resource `sentry:Team`. */
export const teamInputs = {
  ...inOrganization,
  /** Slug of the team, at most 50 characters. A changed slug renames the team. */
  slug: teamSlug,
};
export type TeamInputs = Inputs<typeof teamInputs>;

/** Inputs of the Pulumi resource `sentry:Project`. */
export const projectInputs = {
  ...inOrganization,
  /** Slug of the owning team. The project keeps its issues if the team changes. */
  team: teamSlug,
  /** Slug of the project. A changed slug renames the project, which keeps its issues. */
  slug,
  /** Name in Sentry's UI, at most 50 characters. Default: the slug. */
  name: z.string().min(1).max(50).optional(),
  /** Sentry's name of the platform, for example `node-express` or `python-fastapi`. Default: none. */
  platform: z.string().optional(),
  /** Whether Sentry's servers scrub sensitive data. Default: true. */
  dataScrubber: z.boolean().default(true),
  /** Whether `dataScrubber` includes Sentry's default rules, such as those for passwords and card numbers. Default: true. */
  dataScrubberDefaults: z.boolean().default(true),
  /** Names of additional fields that Sentry scrubs. Default: none. */
  sensitiveFields: names.default([]),
  /** Names of fields that Sentry never scrubs. Default: none. */
  safeFields: names.default([]),
  /** Whether Sentry discards users' IP addresses. Default: true. */
  scrubIpAddresses: z.boolean().default(true),
  /** Advanced scrubbing rules, as JSON for Sentry's API. Default: unchanged. */
  relayPiiConfig: z.string().optional(),
  /** Domains that may send events from browsers. `*` is a wildcard. Default: all domains (`*`). */
  allowedDomains: names.default(["*"]),
  /** Hours without an event after which Sentry resolves an issue. Default: 0, which means never. */
  resolveAgeHours: z.int().min(0).max(720).default(0),
  /** Whether Sentry fetches scripts and source maps from the application's website. Default: unchanged. */
  scrapeJavaScript: z.boolean().optional(),
  /** Whether Sentry verifies the website's certificate when it fetches scripts and source maps. Default: unchanged. */
  verifySsl: z.boolean().optional(),
};
export type ProjectInputs = Inputs<typeof projectInputs>;

/** Inputs of the Pulumi resource `sentry:Key`: a client key. Its DSN allows SDKs to send events to the project. */
export const keyInputs = {
  ...inProject,
  /**
   * Name of the key, unique within a project. With the name `Default`, the resource adopts the key that Sentry creates with the project.
   */
  name: z.string().min(1).max(64),
  /** Whether Sentry accepts events with this key. Default: true. */
  isActive: z.boolean().default(true),
  /** Rate limit: maximum number of events, and the length of its window in seconds. Default: unchanged. A new key has no limit. */
  rateLimit: z.strictObject({ count: z.int().min(1), windowSeconds: z.int().min(60).max(86_400) }).optional(),
};
export type KeyInputs = Inputs<typeof keyInputs>;

const filters = ["browser-extensions", "localhost", "filtered-transaction", "web-crawlers", "legacy-browser"] as const;
/** Old browsers that `legacy-browser` can filter. */
export const oldBrowsers = ["ie", "edge", "safari", "firefox", "chrome", "opera", "android", "opera_mini"] as const;

/** Inputs of the Pulumi resource `sentry:InboundFilter`. */
export const inboundFilterInputs = {
  ...inProject,
  /**
   * Inbound filter of Sentry: for events from browser extensions, localhost, web crawlers or old browsers, or for transactions of health
   * checks.
   */
  filter: z.enum(filters),
  /** Whether Sentry drops matching events. Default: true. */
  active: z.boolean().default(true),
  /** Old browsers whose events are dropped if `active` is true. Only for `legacy-browser`. Default: all of `oldBrowsers`. */
  browsers: z
    .array(z.enum(oldBrowsers))
    .transform((named) => [...named].sort())
    .optional(),
};
export type InboundFilterInputs = Inputs<typeof inboundFilterInputs>;

/** Sentry's options for the automatic assignment of issues. */
export const assignments = ["Auto Assign to Issue Owner", "Auto Assign to Suspect Commits", "Turn off Auto-Assignment"] as const;

/** Inputs of the Pulumi resource `sentry:Ownership`: the ownership rules of a project. */
export const ownershipInputs = {
  ...inProject,
  /** Sentry's ownership rules, one per line, for example `path:src/* #team-slug`. */
  raw: z.string().trim(),
  /** Whether all members of the project own issues that no rule matches. Default: true. */
  fallthrough: z.boolean().default(true),
  /** Automatic assignment of issues. Default: to the issue's owner. */
  autoAssignment: z.enum(assignments).default("Auto Assign to Issue Owner"),
  /** Whether Sentry synchronises CODEOWNERS from releases. Default: true. */
  codeownersAutoSync: z.boolean().default(true),
};
export type OwnershipInputs = Inputs<typeof ownershipInputs>;

/** Inputs of `sentry:SpikeProtection` and `sentry:ErrorDetector`, which need only the organisation and the project. */
export type InProjectInputs = Inputs<typeof inProject>;
