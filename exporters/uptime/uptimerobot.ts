import type { Environment } from "../model/environments-schema";
import { joinableAssertions, jsonAssertions } from "../model/json-assertions";
import { monitorName } from "../model/naming";
import { graceOf, type UptimeCheck } from "../model/uptime-schema";
import { outsideLimits } from "../model/vendor-plans";
import type { TargetLabels } from "../scrape/targets";
import type { ResolvedCheck, ResolvedJob } from "./checks";
import { noticeDays } from "./certificates";
import { waitOf } from "./patience";
import { bodyPart, keyOf } from "../vendor-plan";
import type { ApiAssertions } from "./inputs/uptimerobot";
import type { StatusPage, UptimeLookup, UptimeResource } from "./plan-model";
import { pageTitle } from "./status-pages";

const tagsOf = ({ system, environment, service, owner }: TargetLabels): string[] =>
  [...new Set([system, environment, service, owner])].sort();

/** Returns the parts of a check that UptimeRobot does not support. Empty if it supports all parts. */
export function uptimeRobotLacks({ json, keyword, body }: UptimeCheck): string[] {
  const compared = joinableAssertions({ json }).map(({ path }) => path);
  const others = jsonAssertions({ json }).filter(({ path }) => !compared.includes(path));
  return [
    ...(body === undefined ? [] : [bodyPart]),
    ...(compared.length > 0 && keyword !== undefined ? ["the keyword together with the JSON values"] : []),
    ...others.map(({ path }) => `one of several values of ${path}`),
  ];
}

/** Returns UptimeRobot's assertions for a check. A single path with several values uses `OR`; all other assertions use `AND`. */
function apiAssertions(check: UptimeCheck): ApiAssertions | undefined {
  const assertions = joinableAssertions(check);
  if (assertions.length === 0) return undefined;
  return {
    logic: assertions.some(({ values }) => values.length > 1) ? "OR" : "AND",
    checks: assertions.flatMap(({ path, values }): ApiAssertions["checks"] =>
      values.length === 0
        ? [{ property: `$.${path}`, comparison: "is_not_null" }]
        : values.map((target) => ({ property: `$.${path}`, comparison: "equals", target })),
    ),
  };
}

/** Returns the lookup of an alert contact by its name. */
export const alertContact = (name: string): UptimeLookup => ({ type: "uptimerobot:getAlertContact", name, inputs: { name } });

/**
 * Returns the UptimeRobot monitor of one check. On the free plan, a monitor has no failure threshold: UptimeRobot only repeats a failed
 * check from another region.
 */
export function uptimeRobotMonitor(
  { uptime }: Environment,
  { check, key, labels, service, publicUrl }: ResolvedCheck,
  notify: readonly string[],
): UptimeResource {
  const plan = outsideLimits.uptimerobot.plans[uptime.plan];
  const assertions = apiAssertions(check);
  const https = publicUrl?.startsWith("https:") === true;
  const intervalSeconds = check.interval ?? Math.max(60, plan.floor);
  const thresholdMinutes = plan.threshold ? Math.ceil(waitOf(check, intervalSeconds) / 60) : 0;
  return {
    type: "uptimerobot:Monitor",
    name: key,
    inputs: {
      name: monitorName(labels.system, labels.service, check.name, labels.environment),
      type: assertions !== undefined ? "API" : check.keyword !== undefined ? "KEYWORD" : "HTTP",
      url: publicUrl ?? "",
      intervalSeconds,
      timeoutSeconds: check.timeout,
      httpMethod: check.method,
      successStatusCodes: check.status.map(String),
      headers: check.headers,
      followRedirects: check.redirects === "follow",
      checkSslErrors: https,
      sslExpirationReminder: https,
      ...(https ? { sslExpirationDays: noticeDays(service, outsideLimits.uptimerobot) } : {}),
      ...(assertions === undefined && check.keyword !== undefined
        ? { keyword: { value: check.keyword, alertWhen: "missing", caseSensitive: true } }
        : {}),
      ...(assertions === undefined ? {} : { apiAssertions: assertions }),
      tags: tagsOf(labels),
      alertContacts: notify.map((contact) => ({
        id: { $ref: keyOf(alertContact(contact)), output: "id" },
        thresholdMinutes,
        recurrenceMinutes: 0,
      })),
    },
  };
}

/** Returns the UptimeRobot heartbeat monitor of one job. */
export const uptimeRobotHeartbeat = ({ job, key, labels }: ResolvedJob): UptimeResource => ({
  type: "uptimerobot:Monitor",
  name: key,
  inputs: {
    name: monitorName(labels.system, labels.service, job.name, labels.environment),
    type: "HEARTBEAT",
    intervalSeconds: job.every,
    gracePeriodSeconds: graceOf(job),
    tags: tagsOf(labels),
  },
});

/** Returns the UptimeRobot status page. `monitors` contains the keys of the checks that have a monitor at UptimeRobot. */
export const uptimeRobotPage = (page: StatusPage, environment: Environment, monitors: ReadonlySet<string>): UptimeResource => ({
  type: "uptimerobot:StatusPage",
  name: page.name,
  inputs: {
    name: pageTitle(page, environment),
    monitorIds: page.sections
      .flatMap(({ checks }) => checks.map(({ key }) => key))
      .filter((key) => monitors.has(key))
      .map((name) => ({ $ref: keyOf({ type: "uptimerobot:Monitor", name }), output: "vendorId" })),
  },
});
