import type { Contact } from "../model/owners-schema";
import type { SentryPlatform } from "../model/sentry-schema";
import type { Severity } from "../model/thresholds";

/** A team, one per owner. */
export interface SentryTeam {
  /** The owner's id. */
  readonly slug: string;
  readonly name: string;
}

/** Settings of a project, by the names of Sentry's own interface. */
export interface SentryProjectSettings {
  readonly dataScrubber: boolean;
  readonly dataScrubberDefaults: boolean;
  readonly scrubIPAddresses: boolean;
  readonly sensitiveFields: readonly string[];
  /** Origins whose browsers may send events; `*` for all. */
  readonly allowedDomains: readonly string[];
  /** Hours. */
  readonly resolveAge: number;
}

/** An inbound filter: on, or the old browsers whose errors are dropped. */
export type SentryFilter =
  { readonly id: string; readonly active: boolean } | { readonly id: string; readonly subfilters: readonly string[] };

/** One project, of one service in one environment, with what belongs to it alone. */
export interface SentryProject {
  readonly slug: string;
  readonly name: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  /** Slug of the owner's team. */
  readonly team: string;
  readonly platform: SentryPlatform;
  readonly settings: SentryProjectSettings;
  /** Events the key takes in so many seconds. */
  readonly key: { readonly name: string; readonly rateLimit: { readonly count: number; readonly window: number } };
  readonly filters: readonly SentryFilter[];
  readonly ownership: { readonly raw: string; readonly fallthrough: boolean; readonly autoAssignment: string };
  readonly spikeProtection: boolean;
}

interface DetectorBase {
  /** Unique within the organisation. */
  readonly name: string;
  /** Slug of its project. */
  readonly project: string;
  /** Slug of the team it belongs to. */
  readonly team: string;
}

/** A monitor of Sentry, by the names of its interface; ids of projects and teams are found by slug. */
export type SentryDetector =
  | (DetectorBase & {
      readonly type: "uptime_domain_failure";
      readonly dataSource: {
        readonly url: string;
        readonly method: string;
        readonly body: null;
        readonly headers: readonly (readonly [string, string])[];
        readonly intervalSeconds: number;
        readonly timeoutMs: number;
        readonly traceSampling: boolean;
        /** JSON of the uptime checker's assertions. */
        readonly assertion: string;
      };
      readonly config: {
        readonly mode: 1;
        readonly environment: string;
        readonly downtimeThreshold: number;
        readonly recoveryThreshold: number;
      };
    })
  | (DetectorBase & {
      readonly type: "monitor_check_in_failure";
      readonly dataSource: {
        /** Slug that check-ins name. */
        readonly name: string;
        readonly config: {
          readonly schedule_type: "crontab" | "interval";
          readonly schedule: string | readonly [number, "minute" | "hour" | "day"];
          /** Minutes. */
          readonly checkin_margin: number;
          /** Minutes. */
          readonly max_runtime: number;
          readonly timezone: string;
          readonly failure_issue_threshold: number;
          readonly recovery_threshold: number;
        };
      };
    })
  | (DetectorBase & {
      readonly type: "metric_issue";
      readonly dataSource: {
        readonly aggregate: string;
        /** Errors, or the spans that were sent. */
        readonly dataset: "events" | "events_analytics_platform";
        readonly query: string;
        /** Seconds. */
        readonly timeWindow: number;
        readonly environment: string;
        readonly eventTypes: readonly string[];
      };
      /** Times are in milliseconds. The result is the priority of the issue, 0 ends it. */
      readonly conditions: readonly {
        readonly type: "gt" | "lte" | "lt" | "gte";
        readonly comparison: number;
        readonly conditionResult: number;
      }[];
      readonly config: { readonly detectionType: "static" };
    });

/** Who is told, and by what. Integrations, channels and services are looked up by name when the alert is made. */
export type SentryAction =
  | { readonly type: "slack" | "discord"; readonly integration?: string | undefined; readonly channel: string }
  | {
      readonly type: "pagerduty";
      readonly integration?: string | undefined;
      readonly service: string;
      readonly priority: "critical" | "warning";
    }
  | { readonly type: "email"; readonly team: string };

/** A condition of a filter. */
export interface SentryCondition {
  readonly type: "issue_priority_greater_or_equal";
  readonly comparison: number;
  readonly conditionResult: true;
}

/** An alert of Sentry: when an issue of the monitors appears or comes back, and the filter agrees, the actions run. */
export interface SentryWorkflow {
  readonly name: string;
  readonly project: string;
  readonly severity: Severity;
  readonly environment: string;
  /** Minutes between two messages about one issue. */
  readonly frequency: number;
  /** Monitors of the project it listens to: its own errors, and those named. */
  readonly listensTo: { readonly errors: true; readonly detectors: readonly string[] };
  readonly triggers: readonly string[];
  readonly filter: { readonly logicType: "all" | "none"; readonly conditions: readonly SentryCondition[] };
  readonly actions: readonly SentryAction[];
}

/** Something of the catalogue that is not made at a vendor, with the reason. */
export interface NotPlanned {
  readonly what: string;
  readonly because: string;
}

/** Everything of one environment at Sentry. */
export interface SentryPlan {
  readonly environment: string;
  readonly url: string;
  readonly organization: string;
  readonly teams: readonly SentryTeam[];
  readonly projects: readonly SentryProject[];
  readonly detectors: readonly SentryDetector[];
  readonly workflows: readonly SentryWorkflow[];
  readonly notPlanned: readonly NotPlanned[];
}

/** A contact that Sentry has no means to reach. */
export type Unreachable = Extract<Contact, { via: "webhook" }>;
