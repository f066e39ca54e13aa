import type { Environment } from "../model/environments-schema";
import { monitorName } from "../model/naming";
import { graceOf, type UptimeCheck } from "../model/uptime-schema";
import { outsideLimits } from "../model/vendor-plans";
import type { TargetLabels } from "../scrape/targets";
import { jsonAssertions } from "./assertions";
import type { ResolvedCheck, ResolvedJob } from "./checks";
import { certificateDays } from "./certificates";
import type { UptimeRobotHeartbeat, UptimeRobotMonitor } from "./plan-model";

type Assertions = NonNullable<UptimeRobotMonitor["config"]["apiAssertions"]>;

const tagsOf = ({ system, environment, service, owner }: TargetLabels): string[] =>
  [...new Set([system, environment, service, owner])].sort();

/** What of a check UptimeRobot cannot look for; empty when it can look for all of it. */
export function uptimeRobotLacks({ json, keyword, body }: UptimeCheck): string[] {
  const assertions = jsonAssertions({ json });
  const several = assertions.filter(({ values }) => values.length > 1);
  return [
    ...(body === undefined ? [] : ["the regular expression"]),
    ...(json !== undefined && keyword !== undefined ? ["the keyword beside the JSON values"] : []),
    ...(assertions.length > 1 ? several.map(({ path }) => `one of several values of ${path}`) : []),
  ];
}

/** All must hold; several values of the only path are joined by "or". */
function apiAssertions(check: UptimeCheck): Assertions | undefined {
  const assertions = jsonAssertions(check);
  if (assertions.length === 0) return undefined;
  const [only] = assertions;
  const alternatives = assertions.length === 1 && only !== undefined && only.values.length > 1;
  const usable = alternatives ? assertions : assertions.filter(({ values }) => values.length <= 1);
  return {
    logic: alternatives ? "OR" : "AND",
    checks: usable.flatMap(({ path, values }): Assertions["checks"] =>
      values.length === 0
        ? [{ property: `$.${path}`, comparison: "is_not_null" }]
        : values.map((target) => ({ property: `$.${path}`, comparison: "equals", target })),
    ),
  };
}

/** One check at UptimeRobot. Its own second look from another place replaces a failure threshold on the free plan. */
export function uptimeRobotMonitor(
  { uptime }: Environment,
  { check, key, labels, service, publicUrl }: ResolvedCheck,
  notify: readonly string[],
): UptimeRobotMonitor {
  const plan = outsideLimits.uptimerobot.plans[uptime.plan];
  const assertions = apiAssertions(check);
  const https = publicUrl?.startsWith("https:") === true;
  const interval = check.interval ?? Math.max(60, plan.floor);
  const threshold = plan.threshold ? Math.ceil((((check.failures ?? 2) - 1) * interval) / 60) : 0;
  return {
    key,
    friendlyName: monitorName(labels.system, labels.service, check.name, labels.environment),
    type: assertions !== undefined ? "API" : check.keyword !== undefined ? "KEYWORD" : "HTTP",
    url: publicUrl ?? "",
    interval,
    timeout: check.timeout,
    httpMethodType: check.method,
    successHttpResponseCodes: check.status.map(String),
    customHttpHeaders: check.headers,
    followRedirections: check.redirects === "follow",
    checkSSLErrors: https,
    sslExpirationReminder: https,
    ...(assertions === undefined && check.keyword !== undefined
      ? { keywordType: "ALERT_NOT_EXISTS" as const, keywordCaseType: "CaseSensitive" as const, keywordValue: check.keyword }
      : {}),
    config: {
      ...(https ? { sslExpirationPeriodDays: certificateDays(service) } : {}),
      ...(assertions === undefined ? {} : { apiAssertions: assertions }),
    },
    tagNames: tagsOf(labels),
    contacts: notify.map((contact) => ({ contact, threshold, recurrence: 0 })),
  };
}

/** One job at UptimeRobot. */
export const uptimeRobotHeartbeat = ({ job, key, labels }: ResolvedJob): UptimeRobotHeartbeat => ({
  key,
  friendlyName: monitorName(labels.system, labels.service, job.name, labels.environment),
  type: "HEARTBEAT",
  interval: job.every,
  gracePeriod: graceOf(job),
  tagNames: tagsOf(labels),
});
