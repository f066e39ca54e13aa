import { tokenSecrets } from "../../config/vendors";

/** What the one client needs to know of a vendor. */
export interface Vendor {
  /** As people know it; begins every message. */
  readonly name: string;
  /** Where its API is when a resource does not say otherwise. */
  readonly baseUrl: string;
  /** The header that carries the token. */
  readonly authorization: (token: string) => Readonly<Record<string, string>>;
  /** Key of the token in `monitoring:secrets`, unless a resource names another. */
  readonly tokenSecret: string;
  /** Where a person makes a token, and what it must be allowed to do. */
  readonly makeToken: string;
  /** Requests a minute before the vendor has told its own limit by `X-RateLimit-Limit`; none when undefined. */
  readonly requestsPerMinute?: number;
  /** What to do when the plan's limit is reached. */
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
    plan: "Sentry's Developer plan has 1 uptime and 1 cron monitor; more are paid (Settings > Subscription). Remove a monitor, or raise the plan",
  },
  uptimerobot: {
    name: "UptimeRobot",
    baseUrl: "https://api.uptimerobot.com/v3",
    authorization: bearer,
    tokenSecret: tokenSecrets.uptimerobot,
    makeToken: "the main API key in UptimeRobot's Integrations & API > API",
    // The free plan's limit, uptimerobot.com/api; a paid plan's comes with the first answer.
    requestsPerMinute: 10,
    plan: "UptimeRobot's free plan has 50 monitors, checked every 5 minutes at most, and no heartbeats. Remove a monitor, check less often, or raise the plan",
  },
  betterstack: {
    name: "Better Stack",
    baseUrl: "https://uptime.betterstack.com/api/v2",
    authorization: bearer,
    tokenSecret: tokenSecrets.betterstack,
    makeToken: "an Uptime API token in Better Stack's Settings > API tokens",
    plan: "Better Stack's free plan has 10 monitors and 1 status page. Remove one, or raise the plan",
  },
  healthchecks: {
    name: "Healthchecks",
    baseUrl: "https://healthchecks.io/api/v3",
    authorization: (token) => ({ "x-api-key": token }),
    tokenSecret: tokenSecrets.healthchecks,
    makeToken: "a read-write API key in the project's Settings",
    plan: "The free plan of healthchecks.io has 20 checks. Remove one, or raise the plan",
  },
} as const satisfies Record<string, Vendor>;

export type VendorId = keyof typeof vendors;
