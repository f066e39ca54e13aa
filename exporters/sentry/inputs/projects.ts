import { z } from "zod";
import { inOrganization, inProject, slug, type Inputs } from "./common";

const names = z.array(z.string().min(1));

/** Inputs of a team. */
export const teamInputs = {
  ...inOrganization,
  /** Slug of the team, at most 50 characters; another slug is another team. */
  slug,
};
export type TeamInputs = Inputs<typeof teamInputs>;

/** Inputs of a project. */
export const projectInputs = {
  ...inOrganization,
  /** Slug of the owning team. The project keeps its issues when the team changes. */
  team: slug,
  /** Slug of the project; another slug is another project. */
  slug,
  /** Name in Sentry's UI, at most 50 characters. Default: the slug. */
  name: z.string().min(1).max(50).optional(),
  /** Sentry's name of the platform, like `node-express` or `python-fastapi`. Default: none. */
  platform: z.string().optional(),
  /** Whether Sentry's servers scrub known sensitive data (passwords, card numbers). Default: true. */
  dataScrubber: z.boolean().default(true),
  /** Whether Sentry's default list of sensitive fields is scrubbed too. Default: true. */
  dataScrubberDefaults: z.boolean().default(true),
  /** Further names of fields whose values are scrubbed. Default: none. */
  sensitiveFields: names.default([]),
  /** Names of fields that are never scrubbed. Default: none. */
  safeFields: names.default([]),
  /** Whether users' IP addresses are not stored. Default: true. */
  scrubIpAddresses: z.boolean().default(true),
  /** Advanced scrubbing rules, as Sentry's JSON text. Default: unchanged. */
  relayPiiConfig: z.string().optional(),
  /** Domains that may send events from browsers; `*` is a wildcard. Default: all (`*`). */
  allowedDomains: names.default(["*"]),
  /** Hours without an event after which an issue is resolved automatically. Default: 0 (never). */
  resolveAgeHours: z.int().min(0).max(720).default(0),
  /** Whether Sentry fetches scripts and source maps from the site. Default: unchanged. */
  scrapeJavaScript: z.boolean().optional(),
  /** Whether it verifies the site's certificate when fetching. Default: unchanged. */
  verifySsl: z.boolean().optional(),
};
export type ProjectInputs = Inputs<typeof projectInputs>;

/** Inputs of a key. */
export const keyInputs = {
  ...inProject,
  /** Name of the key; unique within a project. Sentry creates a key `Default` itself, which is adopted if it has this name. */
  name: z.string().min(1).max(64),
  /** Whether events with this key are accepted. Default: true. */
  isActive: z.boolean().default(true),
  /** Rate limit: maximum events per window in seconds. Default: unchanged (a new key has no limit). */
  rateLimit: z.strictObject({ count: z.int().min(1), windowSeconds: z.int().min(60).max(86_400) }).optional(),
};
export type KeyInputs = Inputs<typeof keyInputs>;

const filters = ["browser-extensions", "localhost", "filtered-transaction", "web-crawlers", "legacy-browser"] as const;
/** Old browsers that `legacy-browser` supports. */
export const oldBrowsers = ["ie", "edge", "safari", "firefox", "chrome", "opera", "android", "opera_mini"] as const;

/** Inputs of an inbound filter. */
export const inboundFilterInputs = {
  ...inProject,
  /** Sentry's filter: errors of browser extensions, localhost, health checks, web crawlers or old browsers. */
  filter: z.enum(filters),
  /** Whether matching events are dropped. Default: true. */
  active: z.boolean().default(true),
  /** Old browsers whose events are dropped, only for `legacy-browser`; instead of `active`. */
  browsers: z
    .array(z.enum(oldBrowsers))
    .transform((named) => [...named].sort())
    .optional(),
};
export type InboundFilterInputs = Inputs<typeof inboundFilterInputs>;

/** Options for automatic assignment of issues. */
export const assignments = ["Auto Assign to Issue Owner", "Auto Assign to Suspect Commits", "Turn off Auto-Assignment"] as const;

/** Inputs of ownership rules. */
export const ownershipInputs = {
  ...inProject,
  /** Sentry's ownership rules, one per line, like `path:src/* #team-slug`. */
  raw: z.string().trim(),
  /** Whether all members of the project own issues that no rule matches. Default: true. */
  fallthrough: z.boolean().default(true),
  /** Automatic assignment. Default: the issue's owner. */
  autoAssignment: z.enum(assignments).default("Auto Assign to Issue Owner"),
  /** Whether CODEOWNERS are synchronised from releases. Default: true. */
  codeownersAutoSync: z.boolean().default(true),
};
export type OwnershipInputs = Inputs<typeof ownershipInputs>;

/** Inputs of objects that exist once per project: its spike protection and the monitor of its errors. */
export type InProjectInputs = Inputs<typeof inProject>;
