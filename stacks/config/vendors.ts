import { z } from "zod";
import { object } from "../../exporters/model/object";
import { show } from "../../exporters/model/units";

/** Keys of the vendors' tokens in `monitoring:secrets`, where nothing else is set. */
export const tokenSecrets = {
  sentry: "sentry-token",
  uptimerobot: "uptimerobot-token",
  betterstack: "betterstack-token",
  healthchecks: "healthchecks-token",
} as const;

const manage = z.boolean({ error: (issue) => `got ${show(issue.input)}; true or false is wanted` }).optional();
const url = z.url({
  protocol: /^https?$/,
  error: (issue) => `got ${show(issue.input)}; an address like https://sentry.example.com is wanted`,
});
const key = z.string({ error: "a text is wanted" }).min(1, { error: "is empty; the key of a secret is wanted" });

/** `monitoring:sentry`: whether and how this stack makes what the catalogue plans at Sentry (`exporters/rendered/<environment>/sentry.json`). */
export const sentrySettings = object({
  /** Whether teams, projects, keys, monitors and alerts are made. Must be said outside of `local`; there, they are when there is a token. */
  manage,
  /** Address of the API, like https://de.sentry.io; the catalogue's by default. */
  url: url.optional(),
  /** Key of the token in `monitoring:secrets`. */
  tokenSecret: key.default(tokenSecrets.sentry),
  /** Discord's ids of channels, by the channel's name in the catalogue: Sentry does not know them by name. */
  discordChannels: z
    .record(
      z.string(),
      z
        .string()
        .regex(/^\d{5,}$/, { error: (issue) => `got ${show(issue.input)}; Discord's id of the channel is wanted, digits in quotes` }),
    )
    .default({}),
});
export type SentrySettings = z.output<typeof sentrySettings>;

/** `monitoring:uptime`: the same for the outside monitor of the catalogue's environment (`uptime.json`). */
export const uptimeSettings = object({
  /** Whether its monitors, heartbeats and status pages are made. Must be said outside of `local`. */
  manage,
  /** Address of the vendor's API; the vendor's own by default. */
  url: url.optional(),
  /** Key of the token in `monitoring:secrets`; the vendor's name and `-token` by default. */
  tokenSecret: key.optional(),
  /** Site that a status page of Better Stack belongs to. */
  companyUrl: url.optional(),
});
export type UptimeSettings = z.output<typeof uptimeSettings>;

/** `monitoring:deadMansSwitch`: who expects the beats of Alertmanager's dead man's switch. */
export const deadMansSwitchSettings = object({
  /** Whether the check is made at healthchecks.io or a server like it, whose address then is where beats go. Else that address is a secret you set; default. */
  manage: manage.default(false),
  /** Address of the API, like https://hc.example.com/api/v3; that of healthchecks.io by default. */
  url: url.optional(),
  /** Key of the token in `monitoring:secrets`. */
  tokenSecret: key.default(tokenSecrets.healthchecks),
  /** Ids of the integrations that are told; all of the project (`*`) by default. */
  channels: z.array(key).min(1, { error: "is empty, so nobody would be told; ids of integrations are wanted" }).default(["*"]),
});
export type DeadMansSwitchSettings = z.output<typeof deadMansSwitchSettings>;

/** What a stack says about vendors. */
export interface VendorSettings {
  readonly deadMansSwitch: DeadMansSwitchSettings;
  readonly sentry: SentrySettings;
  readonly uptime: UptimeSettings;
}
