import type { Input } from "@pulumi/pulumi";
import type { SentryDetector, SentryFilter, SentryPlan, SentryProject, SentryTeam } from "../../../exporters/sentry/model";
import type { Args } from "../provider/resource";
import type { CronDetectorInputs } from "../provider/sentry/cron-detector";
import type { InboundFilterInputs } from "../provider/sentry/inbound-filter";
import type { KeyInputs } from "../provider/sentry/key";
import type { MetricDetectorInputs } from "../provider/sentry/metric-detector";
import type { OwnershipInputs } from "../provider/sentry/ownership";
import type { ProjectInputs } from "../provider/sentry/project";
import type { TeamInputs } from "../provider/sentry/team";
import type { UptimeDetectorInputs } from "../provider/sentry/uptime-detector";
import type { At } from "./decide";

/** Where an organisation's resources are. */
export interface InOrganization extends At {
  readonly organization: string;
}
/** Where a project's resources are. */
export interface InProject extends InOrganization {
  readonly project: Input<string>;
}

type DetectorOf<Type extends SentryDetector["type"]> = Extract<SentryDetector, { type: Type }>;

export const inOrganization = ({ organization }: Pick<SentryPlan, "organization">, { baseUrl, tokenSecret }: At): InOrganization => ({
  baseUrl,
  tokenSecret,
  organization,
});

export const teamArgs = (at: InOrganization, { slug }: SentryTeam): Args<TeamInputs> => ({ ...at, slug });

export const projectArgs = (
  at: InOrganization,
  { slug, name, platform, settings }: SentryProject,
  team: Input<string>,
): Args<ProjectInputs> => ({
  ...at,
  team,
  slug,
  name,
  platform,
  dataScrubber: settings.dataScrubber,
  dataScrubberDefaults: settings.dataScrubberDefaults,
  scrubIpAddresses: settings.scrubIPAddresses,
  sensitiveFields: settings.sensitiveFields,
  allowedDomains: settings.allowedDomains,
  resolveAgeHours: settings.resolveAge,
});

export const keyArgs = (at: InProject, { key: { name, rateLimit } }: SentryProject): Args<KeyInputs> => ({
  ...at,
  name,
  rateLimit: { count: rateLimit.count, windowSeconds: rateLimit.window },
});

type Filter = InboundFilterInputs["filter"];
type Browser = NonNullable<InboundFilterInputs["browsers"]>[number];

/** The provider refuses a filter or a browser that Sentry does not know. */
export const filterArgs = (at: InProject, filter: SentryFilter): Args<InboundFilterInputs> => ({
  ...at,
  filter: filter.id as Filter,
  ...("active" in filter
    ? { active: filter.active }
    : filter.subfilters.length === 0
      ? { active: false }
      : { active: true, browsers: filter.subfilters as readonly Browser[] }),
});

type Assignment = NonNullable<OwnershipInputs["autoAssignment"]>;

export const ownershipArgs = (at: InProject, { ownership }: SentryProject): Args<OwnershipInputs> => ({
  ...at,
  raw: ownership.raw,
  fallthrough: ownership.fallthrough,
  autoAssignment: ownership.autoAssignment as Assignment,
});

type Method = NonNullable<UptimeDetectorInputs["method"]>;
type Interval = NonNullable<UptimeDetectorInputs["intervalSeconds"]>;

/** `owner` is `team:<id>`. */
export const uptimeArgs = (
  at: InProject,
  { name, dataSource, config }: DetectorOf<"uptime_domain_failure">,
  owner: Input<string>,
): Args<UptimeDetectorInputs> => ({
  ...at,
  name,
  owner,
  environment: config.environment,
  url: dataSource.url,
  method: dataSource.method as Method,
  headers: Object.fromEntries(dataSource.headers),
  intervalSeconds: dataSource.intervalSeconds as Interval,
  timeoutMs: dataSource.timeoutMs,
  traceSampling: dataSource.traceSampling,
  assertion: dataSource.assertion,
  downtimeThreshold: config.downtimeThreshold,
  recoveryThreshold: config.recoveryThreshold,
});

export function cronArgs(
  at: InProject,
  { name, dataSource }: DetectorOf<"monitor_check_in_failure">,
  owner: Input<string>,
): Args<CronDetectorInputs> {
  const { config } = dataSource;
  const when =
    typeof config.schedule === "string"
      ? { schedule: config.schedule }
      : { every: { count: config.schedule[0], unit: config.schedule[1] } };
  return {
    ...at,
    name,
    owner,
    checkIn: dataSource.name,
    ...when,
    timezone: config.timezone,
    checkInMarginMinutes: config.checkin_margin,
    maxRuntimeMinutes: config.max_runtime,
    failureThreshold: config.failure_issue_threshold,
    recoveryThreshold: config.recovery_threshold,
  };
}

/** Sentry's numbers of priorities in conditions of monitors. */
const high = 75;
const medium = 50;
const ended = 0;
type EventType = NonNullable<MetricDetectorInputs["eventTypes"]>[number];

/** Throws when the plan does not say when an issue begins or ends: that is a mistake of the generator. */
export function metricArgs(
  at: InProject,
  { name, dataSource, conditions }: DetectorOf<"metric_issue">,
  owner: Input<string>,
): Args<MetricDetectorInputs> {
  const limit = (priority: number) => conditions.find(({ conditionResult }) => conditionResult === priority);
  const [first, second, resolve] = [limit(high), limit(medium), limit(ended)];
  const begins = first ?? second;
  if (begins === undefined || resolve === undefined) throw new Error(`The monitor ${name} does not say when its issues begin and end`);
  return {
    ...at,
    name,
    owner,
    aggregate: dataSource.aggregate,
    dataset: dataSource.dataset,
    eventTypes: dataSource.eventTypes as readonly EventType[],
    query: dataSource.query,
    environment: dataSource.environment,
    windowSeconds: dataSource.timeWindow,
    direction: begins.type === "lt" || begins.type === "lte" ? "below" : "above",
    ...(first && { high: first.comparison }),
    ...(second && { medium: second.comparison }),
    resolve: resolve.comparison,
  };
}
