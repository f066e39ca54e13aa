import { z } from "zod";
import { distinct } from "../../exporters/model/lists";
import { object } from "../../exporters/model/object";
import { show } from "../../exporters/model/units";

/** Default keys of the vendors' tokens in `monitoring:secrets`. */
export const tokenSecrets = {
  sentry: "sentry-token",
  uptimerobot: "uptimerobot-token",
  betterstack: "betterstack-token",
  healthchecks: "healthchecks-token",
} as const;

const manage = z.boolean({ error: (issue) => `got ${show(issue.input)}; expected true or false` }).optional();
const url = z.url({
  protocol: /^https?$/,
  error: (issue) => `got ${show(issue.input)}; expected an address like https://sentry.example.com`,
});
const key = z.string({ error: "expected a string" }).min(1, { error: "is empty; expected the key of a secret" });

/**
 * `monitoring:sentry`: whether and how this stack creates the resources at Sentry that the catalogue plans. The plan is in
 * `exporters/rendered/<environment>/sentry.json`.
 */
export const sentrySettings = object({
  /** Whether the stack creates teams, projects, keys, monitors and alerts. Default: true if a token is set. */
  manage,
  /** Address of the API, like https://de.sentry.io. Default: the address in the catalogue. */
  url: url.optional(),
  /** Key of the token in `monitoring:secrets`. Default: `sentry-token`. */
  tokenSecret: key.default(tokenSecrets.sentry),
  /** Discord channel IDs, by the channel's name in the catalogue. Sentry accepts only IDs. */
  discordChannels: z
    .record(
      z.string(),
      z.string().regex(/^\d{5,}$/, { error: (issue) => `got ${show(issue.input)}; expected Discord's channel id, as digits in quotes` }),
    )
    .default({}),
});
export type SentrySettings = z.output<typeof sentrySettings>;

/**
 * `monitoring:uptime`: whether and how this stack creates the resources of the external monitor. The plan is in
 * `exporters/rendered/<environment>/uptime.json`.
 */
export const uptimeSettings = object({
  /** Whether the stack creates monitors, heartbeats and status pages at the vendor. Default: true if a token is set. */
  manage,
  /** Address of the vendor's API. Default: the vendor's public API. */
  url: url.optional(),
  /** Key of the token in `monitoring:secrets`. Default: the vendor's name followed by `-token`. */
  tokenSecret: key.optional(),
  /** Website that a Better Stack status page belongs to. Required if the plan has such a page. */
  companyUrl: url.optional(),
});
export type UptimeSettings = z.output<typeof uptimeSettings>;

/** `monitoring:deadMansSwitch`: settings for the vendor that receives Alertmanager's dead man's switch. */
export const deadMansSwitchSettings = object({
  /**
   * Whether the stack creates the check at healthchecks.io or a compatible server. If true, the server returns the address for heartbeats.
   * Otherwise, set this address as a secret. `false` keeps a check that the stack has created. Default: the stack creates no check.
   */
  manage,
  /** Address of the API, like https://hc.example.com/api/v3. Default: healthchecks.io. */
  url: url.optional(),
  /** Key of the token in `monitoring:secrets`. Default: `healthchecks-token`. */
  tokenSecret: key.default(tokenSecrets.healthchecks),
  /** IDs of the integrations to notify. Default: all integrations of the project (`*`). */
  channels: z.array(key).min(1, { error: "is empty, so no one would be notified; expected ids of integrations" }).default(["*"]),
});
export type DeadMansSwitchSettings = z.output<typeof deadMansSwitchSettings>;

/**
 * `monitoring:allowDelete`: names of the objects that may be deleted together with their history, such as
 * `sentry:Project shop-web-production`, or `all`. The preview refuses to delete other objects with a history, and prints their names.
 */
export const allowDelete = distinct(
  z.array(
    z.string().regex(/^(?:all|[a-z]+:[A-Z][A-Za-z]* \S(?:.*\S)?)$/, {
      error: (issue) =>
        `got ${show(issue.input)}, which is the name of no object; expected "all", or a name from the preview, like "sentry:Project shop-web-production"`,
    }),
    { error: "expected a list of names" },
  ),
).default([]);

/** The vendors' part of a stack's validated settings. */
export interface VendorSettings {
  readonly allowDelete: readonly string[];
  readonly deadMansSwitch: DeadMansSwitchSettings;
  readonly sentry: SentrySettings;
  readonly uptime: UptimeSettings;
}
