/** A team, as the simulated Sentry stores it. As for all objects in this file, the server assigns the ID. */
export interface Team {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly dateCreated: string;
}

export interface Project {
  readonly id: string;
  readonly slug: string;
  /** Slugs that the project had before. Requests for them are redirected. Undefined if the project was never renamed. */
  readonly formerSlugs?: readonly string[];
  readonly name: string;
  readonly platform: string | null;
  readonly dateCreated: string;
  readonly teams: readonly string[];
  readonly settings: ProjectSettings;
  /** The inbound filters by ID. For `legacy-browser`, the value can be a list of browsers. */
  readonly filters: Readonly<Record<string, boolean | readonly string[]>>;
  readonly spikeProtection: boolean;
  readonly ownership: Ownership;
}

/** The fields that `PUT` on a project can set, except the name, slug and platform. */
export interface ProjectSettings {
  readonly isBookmarked: boolean;
  readonly subjectPrefix: string;
  readonly subjectTemplate: string;
  /** Hours after which an issue resolves automatically. 0 means never. */
  readonly resolveAge: number;
  readonly highlightContext: Readonly<Record<string, unknown>>;
  readonly highlightTags: readonly string[];
  readonly enableAutoReleaseCreation: boolean;
  readonly scmSourceContextEnabled: boolean;
  readonly dataScrubber: boolean;
  readonly dataScrubberDefaults: boolean;
  readonly sensitiveFields: readonly string[];
  readonly safeFields: readonly string[];
  readonly scrubIPAddresses: boolean;
  /** The rules for scrubbing personal data, as JSON text. */
  readonly relayPiiConfig: string | null;
  readonly storeCrashReports: number | null;
  readonly allowedDomains: readonly string[];
  readonly scrapeJavaScript: boolean;
  readonly verifySSL: boolean;
  readonly defaultEnvironment: string | null;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Ownership {
  readonly raw: string;
  readonly fallthrough: boolean;
  readonly autoAssignment: string;
  readonly codeownersAutoSync: boolean;
  readonly dateCreated: string;
  readonly lastUpdated: string;
}

export interface Key {
  /** The public key, as in the DSN. */
  readonly id: string;
  readonly secret: string;
  readonly project: string;
  readonly label: string;
  readonly isActive: boolean;
  readonly rateLimit: { readonly count: number; readonly window: number } | null;
  readonly browserSdkVersion: string;
  readonly loader: Readonly<Record<"hasReplay" | "hasPerformance" | "hasDebug" | "hasFeedback" | "hasLogsAndMetrics", boolean>>;
  readonly useCase: string;
  readonly dateCreated: string;
}

export type DetectorType = "uptime_domain_failure" | "monitor_check_in_failure" | "metric_issue" | "error" | "issue_stream";

export interface Detector {
  readonly id: string;
  readonly project: string;
  readonly type: DetectorType;
  readonly name: string;
  readonly description: string | null;
  readonly enabled: boolean;
  /** The owner, as `team:<id>` or `user:<id>`. */
  readonly owner: string | null;
  readonly dataSources: readonly Readonly<Record<string, unknown>>[] | null;
  readonly conditionGroup: Readonly<Record<string, unknown>> | null;
  readonly config: Readonly<Record<string, unknown>>;
  readonly dateCreated: string;
  readonly dateUpdated: string;
}

export interface Workflow {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly environment: string | null;
  readonly config: Readonly<Record<string, unknown>>;
  readonly detectorIds: readonly string[];
  readonly triggers: Readonly<Record<string, unknown>>;
  readonly actionFilters: readonly Readonly<Record<string, unknown>>[];
  readonly owner: string | null;
  readonly dateCreated: string;
  readonly dateUpdated: string;
}

/** An installed integration. Users install integrations in Sentry's web interface, so the simulated Sentry gets a list of them. */
export interface Integration {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  /** The settings of the integration, such as PagerDuty's `service_table`. */
  readonly configData: Readonly<Record<string, unknown>>;
}
