import { tokenSecrets } from "../../config/vendors";

/** What the provider knows about a vendor. */
export interface Vendor {
  /** Display name, for messages. */
  readonly name: string;
  /** Default address of the vendor's API. */
  readonly baseUrl: string;
  /** Returns the header that contains the token. */
  readonly authorization: (token: string) => Readonly<Record<string, string>>;
  /** Default key of the token in `monitoring:secrets`. */
  readonly tokenSecret: string;
  /** Where users create a token, and the permissions that it needs. */
  readonly makeToken: string;
  /** Limit of requests per minute, until a response with `X-RateLimit-Limit` sets a different limit; undefined for no limit. */
  readonly requestsPerMinute?: number;
  /** The limits of the vendor's pricing plan, and what to do when a limit is reached. */
  readonly plan: string;
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

export const vendors = {
  sentry: {
    name: "Sentry",
    baseUrl: "https://sentry.io",
    authorization: bearer,
    tokenSecret: tokenSecrets.sentry,
    makeToken:
      "an internal integration in Sentry's Settings > Custom Integrations, with write and admin access to teams, projects, alerts and the organization",
    plan: "Sentry's Developer plan has 1 uptime and 1 cron monitor; more are paid (Settings > Subscription). Remove a monitor, or upgrade the plan",
  },
  uptimerobot: {
    name: "UptimeRobot",
    baseUrl: "https://api.uptimerobot.com/v3",
    authorization: bearer,
    tokenSecret: tokenSecrets.uptimerobot,
    makeToken: "the main API key in UptimeRobot's Integrations & API > API",
    // 10 is the limit of the free pricing plan (uptimerobot.com/api). With a paid pricing plan, the first response contains the limit.
    requestsPerMinute: 10,
    plan: "UptimeRobot's free plan has 50 monitors, with an interval of at least 5 minutes, and no heartbeats. Remove a monitor, check less often, or upgrade the plan",
  },
  betterstack: {
    name: "Better Stack",
    baseUrl: "https://uptime.betterstack.com/api/v2",
    authorization: bearer,
    tokenSecret: tokenSecrets.betterstack,
    makeToken: "an Uptime API token in Better Stack's Settings > API tokens",
    plan: "Better Stack's free plan has 10 monitors and 1 status page. Remove one, or upgrade the plan",
  },
  healthchecks: {
    name: "Healthchecks",
    baseUrl: "https://healthchecks.io/api/v3",
    authorization: (token) => ({ "x-api-key": token }),
    tokenSecret: tokenSecrets.healthchecks,
    makeToken: "a read-write API key in the project's Settings",
    plan: "The free plan of healthchecks.io has 20 checks. Remove one, or upgrade the plan",
  },
} as const satisfies Record<string, Vendor>;

export type VendorId = keyof typeof vendors;
