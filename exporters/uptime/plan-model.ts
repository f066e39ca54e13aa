import type { OutsideVendor } from "../model/environment-vendors";
import type { NotPlanned } from "../sentry/model";

/** One check, and who makes it. The same key stands in Prometheus (module), in Gatus (name) and at the vendor (tag). */
export interface PlannedCheck {
  readonly key: string;
  /** What it is called at vendors. */
  readonly name: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  readonly owner: string;
  readonly insideUrl: string;
  readonly publicUrl?: string | undefined;
  readonly by: readonly ("blackbox" | "gatus" | "sentry" | OutsideVendor)[];
  /** Whom a vendor tells: keys of contacts, looked up there by that name. */
  readonly notify: readonly string[];
}

/** One check as UptimeRobot's interface (v3) wants it. */
export interface UptimeRobotMonitor {
  readonly key: string;
  readonly friendlyName: string;
  readonly type: "HTTP" | "KEYWORD" | "API";
  readonly url: string;
  /** Seconds. */
  readonly interval: number;
  readonly timeout: number;
  readonly httpMethodType: string;
  readonly successHttpResponseCodes: readonly string[];
  readonly customHttpHeaders: Readonly<Record<string, string>>;
  readonly followRedirections: boolean;
  readonly checkSSLErrors: boolean;
  readonly sslExpirationReminder: boolean;
  readonly keywordType?: "ALERT_NOT_EXISTS";
  readonly keywordCaseType?: "CaseSensitive";
  readonly keywordValue?: string;
  readonly config: {
    readonly sslExpirationPeriodDays?: readonly number[];
    readonly apiAssertions?: {
      readonly logic: "AND" | "OR";
      readonly checks: readonly {
        readonly property: string;
        readonly comparison: "equals" | "is_not_null";
        readonly target?: string | number | boolean;
      }[];
    };
  };
  readonly tagNames: readonly string[];
  /** Contacts with the minutes before the first message and between repetitions; the free plan wants 0. */
  readonly contacts: readonly { readonly contact: string; readonly threshold: number; readonly recurrence: number }[];
}

/** A heartbeat as UptimeRobot's interface wants it. */
export interface UptimeRobotHeartbeat {
  readonly key: string;
  readonly friendlyName: string;
  readonly type: "HEARTBEAT";
  readonly interval: number;
  readonly gracePeriod: number;
  readonly tagNames: readonly string[];
}

/** One check as Better Stack's interface (v2) wants it. */
export interface BetterStackMonitor {
  readonly key: string;
  readonly pronounceable_name: string;
  readonly monitor_type: "expected_status_code" | "keyword";
  readonly url: string;
  readonly http_method: string;
  readonly request_headers: readonly { readonly name: string; readonly value: string }[];
  readonly expected_status_codes: readonly number[];
  readonly required_keyword?: string;
  readonly follow_redirects: boolean;
  readonly verify_ssl: boolean;
  readonly ssl_expiration?: number;
  /** Seconds. */
  readonly check_frequency: number;
  readonly request_timeout: number;
  readonly confirmation_period: number;
  readonly recovery_period: number;
  readonly regions?: readonly string[];
  readonly email: boolean;
  /** Name of the escalation policy, looked up; the owner's. */
  readonly policy: string;
}

/** A heartbeat as Better Stack's interface wants it. */
export interface BetterStackHeartbeat {
  readonly key: string;
  readonly name: string;
  readonly period: number;
  readonly grace: number;
  readonly email: boolean;
  readonly policy: string;
}

/** What is told on a status page, newest first. */
export interface PlannedAnnouncement {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: "outage" | "warning" | "information" | "operational";
  readonly message: string;
  readonly archived: boolean;
}

/** The public page of one system. */
export interface StatusPage {
  readonly system: string;
  readonly by: "gatus" | OutsideVendor;
  readonly title: string;
  /** Name of its own within the vendor or the stack, e.g. the subdomain. */
  readonly name: string;
  readonly sections: readonly { readonly title: string; readonly checks: readonly { readonly key: string; readonly title: string }[] }[];
  readonly announcements: readonly PlannedAnnouncement[];
}

/** The vendor's check that stays quiet while beats of the dead man's switch arrive. */
export interface PlannedDeadMansSwitch {
  /** Key of the secret with the address that beats go to. */
  readonly secret: string;
  readonly name: string;
  /** What it is called in addresses. */
  readonly slug: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Seconds within which a beat must come. */
  readonly timeoutSeconds: number;
  /** Seconds that it may be late before somebody is told. */
  readonly graceSeconds: number;
}

/** Everything of one environment that is checked from outside. */
export interface UptimePlan {
  readonly environment: string;
  /** Undefined where the environment has no dead man's switch. */
  readonly deadMansSwitch?: PlannedDeadMansSwitch;
  readonly outside: "none" | OutsideVendor;
  readonly checks: readonly PlannedCheck[];
  readonly uptimerobot: { readonly monitors: readonly UptimeRobotMonitor[]; readonly heartbeats: readonly UptimeRobotHeartbeat[] };
  readonly betterstack: { readonly monitors: readonly BetterStackMonitor[]; readonly heartbeats: readonly BetterStackHeartbeat[] };
  readonly statusPages: readonly StatusPage[];
  readonly notPlanned: readonly NotPlanned[];
}
