import type { Input } from "@pulumi/pulumi";
import type {
  BetterStackHeartbeat,
  BetterStackMonitor,
  PlannedDeadMansSwitch,
  StatusPage,
  UptimePlan,
  UptimeRobotHeartbeat,
  UptimeRobotMonitor,
} from "../../../exporters/uptime/plan-model";
import type { HeartbeatInputs } from "../provider/betterstack/heartbeat";
import type { MonitorInputs as BetterStackInputs } from "../provider/betterstack/monitor";
import type { StatusPageInputs as BetterStackPageInputs } from "../provider/betterstack/status-page";
import type { CheckInputs } from "../provider/healthchecks/check";
import type { Args } from "../provider/resource";
import type { MonitorInputs as UptimeRobotInputs } from "../provider/uptimerobot/monitor";
import type { StatusPageInputs as UptimeRobotPageInputs } from "../provider/uptimerobot/status-page";
import type { At } from "./decide";

const at = ({ baseUrl, tokenSecret }: At): At => ({ baseUrl, tokenSecret });
type UptimeRobotMethod = NonNullable<UptimeRobotInputs["httpMethod"]>;

/** `contacts` are UptimeRobot's ids by name. */
export const uptimeRobotArgs = (
  where: At,
  planned: UptimeRobotMonitor,
  contacts: Readonly<Record<string, string>>,
): Args<UptimeRobotInputs> => ({
  ...at(where),
  name: planned.friendlyName,
  type: planned.type,
  url: planned.url,
  intervalSeconds: planned.interval,
  timeoutSeconds: planned.timeout,
  httpMethod: planned.httpMethodType as UptimeRobotMethod,
  successStatusCodes: planned.successHttpResponseCodes,
  headers: planned.customHttpHeaders,
  followRedirects: planned.followRedirections,
  checkSslErrors: planned.checkSSLErrors,
  sslExpirationReminder: planned.sslExpirationReminder,
  ...(planned.config.sslExpirationPeriodDays && { sslExpirationDays: planned.config.sslExpirationPeriodDays }),
  ...(planned.keywordValue !== undefined && {
    keyword: { value: planned.keywordValue, alertWhen: "missing" as const, caseSensitive: true },
  }),
  ...(planned.config.apiAssertions && { apiAssertions: planned.config.apiAssertions }),
  tags: planned.tagNames,
  alertContacts: planned.contacts.map(({ contact, threshold, recurrence }) => ({
    id: contacts[contact] ?? "",
    thresholdMinutes: threshold,
    recurrenceMinutes: recurrence,
  })),
});

export const uptimeRobotHeartbeatArgs = (where: At, planned: UptimeRobotHeartbeat): Args<UptimeRobotInputs> => ({
  ...at(where),
  name: planned.friendlyName,
  type: "HEARTBEAT",
  intervalSeconds: planned.interval,
  gracePeriodSeconds: planned.gracePeriod,
  tags: planned.tagNames,
});

/** Names that UptimeRobot is asked for. */
export const contactsOf = ({ uptimerobot }: UptimePlan): string[] => [
  ...new Set(uptimerobot.monitors.flatMap(({ contacts }) => contacts.map(({ contact }) => contact))),
];

/** A page is found by its name, so that of each environment is its own. */
const pageTitle = ({ title }: StatusPage, environment: string): string =>
  environment === "production" ? title : `${title} (${environment})`;

export const uptimeRobotPageArgs = (
  where: At,
  page: StatusPage,
  environment: string,
  monitorIds: readonly Input<string>[],
): Args<UptimeRobotPageInputs> => ({
  ...at(where),
  name: pageTitle(page, environment),
  monitorIds,
});

type BetterStackType = NonNullable<BetterStackInputs["type"]>;
type BetterStackMethod = NonNullable<BetterStackInputs["httpMethod"]>;
type Timeout = NonNullable<BetterStackInputs["timeoutSeconds"]>;
type Days = NonNullable<BetterStackInputs["sslExpirationDays"]>;
type Region = NonNullable<BetterStackInputs["regions"]>[number];

/** `policies` are Better Stack's ids by name. */
export const betterStackArgs = (
  where: At,
  planned: BetterStackMonitor,
  policies: Readonly<Record<string, string>>,
): Args<BetterStackInputs> => ({
  ...at(where),
  name: planned.pronounceable_name,
  type: planned.monitor_type satisfies BetterStackType,
  url: planned.url,
  ...(planned.monitor_type === "keyword" && planned.required_keyword !== undefined && { keyword: planned.required_keyword }),
  ...(planned.monitor_type === "expected_status_code" && { expectedStatusCodes: planned.expected_status_codes }),
  intervalSeconds: planned.check_frequency,
  timeoutSeconds: planned.request_timeout as Timeout,
  confirmationSeconds: planned.confirmation_period,
  recoverySeconds: planned.recovery_period,
  httpMethod: planned.http_method as BetterStackMethod,
  headers: Object.fromEntries(planned.request_headers.map(({ name, value }) => [name, value])),
  followRedirects: planned.follow_redirects,
  verifySsl: planned.verify_ssl,
  ...(planned.ssl_expiration !== undefined && { sslExpirationDays: planned.ssl_expiration as Days }),
  ...(planned.regions && { regions: planned.regions as readonly Region[] }),
  email: planned.email,
  policyId: policies[planned.policy] ?? "",
});

export const betterStackHeartbeatArgs = (
  where: At,
  planned: BetterStackHeartbeat,
  policies: Readonly<Record<string, string>>,
): Args<HeartbeatInputs> => ({
  ...at(where),
  name: planned.name,
  periodSeconds: planned.period,
  graceSeconds: planned.grace,
  email: planned.email,
  policyId: policies[planned.policy] ?? "",
});

export const deadMansSwitchArgs = (
  where: At,
  { name, slug, description, tags, timeoutSeconds, graceSeconds }: PlannedDeadMansSwitch,
  channels: readonly string[],
): Args<CheckInputs> => ({ ...at(where), name, slug, description, tags, timeoutSeconds, graceSeconds, channels });

/** Names that Better Stack is asked for. */
export const policiesOf = ({ betterstack }: UptimePlan): string[] => [
  ...new Set([...betterstack.monitors, ...betterstack.heartbeats].map(({ policy }) => policy)),
];

export const betterStackPageArgs = (where: At, page: StatusPage, environment: string, companyUrl: string): Args<BetterStackPageInputs> => ({
  ...at(where),
  subdomain: page.name,
  companyName: pageTitle(page, environment),
  companyUrl,
});
