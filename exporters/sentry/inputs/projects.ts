import { z } from "zod";
import { inOrganization, inProject, slug, type Inputs } from "./common";

const names = z.array(z.string().min(1));

/** Inputs of a team. */
export const teamInputs = {
  ...inOrganization,
  /** Slug of the team, 50 signs at most; another slug is another team. */
  slug,
};
export type TeamInputs = Inputs<typeof teamInputs>;

/** Inputs of a project. */
export const projectInputs = {
  ...inOrganization,
  /** Slug of the team that owns it. Another team takes it over without losing its issues. */
  team: slug,
  /** Slug of the project; another slug is another project. */
  slug,
  /** Name in Sentry's pages, 50 signs at most; the slug when left out. */
  name: z.string().min(1).max(50).optional(),
  /** Sentry's name of the platform, like `node-express` or `python-fastapi`; none by default. */
  platform: z.string().optional(),
  /** Whether Sentry's servers scrub what they know to be sensitive (passwords, card numbers). Default true. */
  dataScrubber: z.boolean().default(true),
  /** Whether the names of fields that Sentry knows to be sensitive are scrubbed too. Default true. */
  dataScrubberDefaults: z.boolean().default(true),
  /** Further names of fields whose values are scrubbed; none by default. */
  sensitiveFields: names.default([]),
  /** Names of fields that are never scrubbed; none by default. */
  safeFields: names.default([]),
  /** Whether addresses of users are not stored. Default true. */
  scrubIpAddresses: z.boolean().default(true),
  /** Rules of advanced scrubbing, as Sentry's JSON text; left as they are when left out. */
  relayPiiConfig: z.string().optional(),
  /** Domains that may send events from browsers, `*` in them is any; all (`*`) by default. */
  allowedDomains: names.default(["*"]),
  /** Hours without an event after which an issue is resolved by itself; 0 (never) by default. */
  resolveAgeHours: z.int().min(0).max(720).default(0),
  /** Whether Sentry fetches scripts and source maps from the site itself; left as it is when left out. */
  scrapeJavaScript: z.boolean().optional(),
  /** Whether it checks the site's certificate then; left as it is when left out. */
  verifySsl: z.boolean().optional(),
};
export type ProjectInputs = Inputs<typeof projectInputs>;

/** Inputs of a key. */
export const keyInputs = {
  ...inProject,
  /** Name of the key; one key of a project for each name. Sentry makes a key `Default` itself, which is taken over when it is meant. */
  name: z.string().min(1).max(64),
  /** Whether events with this key are taken. Default true. */
  isActive: z.boolean().default(true),
  /** So many events in so many seconds at most; left as it is (a new key has no limit) when left out. */
  rateLimit: z.strictObject({ count: z.int().min(1), windowSeconds: z.int().min(60).max(86_400) }).optional(),
};
export type KeyInputs = Inputs<typeof keyInputs>;

const filters = ["browser-extensions", "localhost", "filtered-transaction", "web-crawlers", "legacy-browser"] as const;
/** Old browsers that `legacy-browser` knows. */
export const oldBrowsers = ["ie", "edge", "safari", "firefox", "chrome", "opera", "android", "opera_mini"] as const;

/** Inputs of an inbound filter. */
export const inboundFilterInputs = {
  ...inProject,
  /** Which of Sentry's filters: errors of browser extensions, of localhost, health checks, web crawlers, old browsers. */
  filter: z.enum(filters),
  /** Whether events that match are dropped. Default true. */
  active: z.boolean().default(true),
  /** Old browsers whose events are dropped, for `legacy-browser` only; instead of `active`. */
  browsers: z
    .array(z.enum(oldBrowsers))
    .transform((named) => [...named].sort())
    .optional(),
};
export type InboundFilterInputs = Inputs<typeof inboundFilterInputs>;

/** Whom Sentry can assign an issue to by itself. */
export const assignments = ["Auto Assign to Issue Owner", "Auto Assign to Suspect Commits", "Turn off Auto-Assignment"] as const;

/** Inputs of ownership rules. */
export const ownershipInputs = {
  ...inProject,
  /** Sentry's ownership rules, one a line, like `path:src/* #team-slug`. */
  raw: z.string().trim(),
  /** Whether everyone of the project owns what no rule matches. Default true. */
  fallthrough: z.boolean().default(true),
  /** Who is given an issue by itself; its owner by default. */
  autoAssignment: z.enum(assignments).default("Auto Assign to Issue Owner"),
  /** Whether CODEOWNERS of a release are taken over. Default true. */
  codeownersAutoSync: z.boolean().default(true),
};
export type OwnershipInputs = Inputs<typeof ownershipInputs>;

/** Inputs of what a project has once: its spike protection, and the monitor of its errors. */
export type InProjectInputs = Inputs<typeof inProject>;
