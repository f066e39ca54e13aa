import type { Environment } from "../model/environments-schema";
import { monitorName } from "../model/naming";
import { graceOf, type UptimeCheck } from "../model/uptime-schema";
import { outsideLimits } from "../model/vendor-plans";
import type { ResolvedCheck, ResolvedJob } from "./checks";
import { certificateDays } from "./certificates";
import type { BetterStackHeartbeat, BetterStackMonitor } from "./plan-model";

/** Days before a certificate's end that it knows. */
const knownDays = [1, 2, 3, 7, 14, 30, 60];

/** What of a check Better Stack cannot look for; empty when it can look for all of it. */
export const betterStackLacks = ({ json, keyword, body, status }: UptimeCheck): string[] => [
  ...(body === undefined ? [] : ["the regular expression"]),
  ...(json === undefined ? [] : ["the JSON values: give a keyword beside them"]),
  ...(keyword !== undefined && status.some((code) => code < 200 || code > 299) ? ["a status beside the keyword"] : []),
];

/** One check at Better Stack. */
export function betterStackMonitor({ uptime }: Environment, { check, key, labels, service, publicUrl }: ResolvedCheck): BetterStackMonitor {
  const frequency = check.interval ?? Math.max(60, outsideLimits.betterstack.plans[uptime.plan].floor);
  const [days] = certificateDays(service);
  return {
    key,
    pronounceable_name: monitorName(labels.system, labels.service, check.name, labels.environment),
    monitor_type: check.keyword === undefined ? "expected_status_code" : "keyword",
    url: publicUrl ?? "",
    http_method: check.method,
    request_headers: Object.entries(check.headers).map(([name, value]) => ({ name, value })),
    expected_status_codes: [...check.status],
    ...(check.keyword === undefined ? {} : { required_keyword: check.keyword }),
    follow_redirects: check.redirects === "follow",
    verify_ssl: true,
    // The next longer time it knows, so that nobody is told later than wanted.
    ...(days === undefined ? {} : { ssl_expiration: knownDays.find((known) => known >= days) ?? 60 }),
    check_frequency: frequency,
    request_timeout: check.timeout,
    confirmation_period: ((check.failures ?? 2) - 1) * frequency,
    recovery_period: frequency,
    ...(check.regions.length === 0 ? {} : { regions: [...check.regions] }),
    email: true,
    policy: labels.owner,
  };
}

/** One job at Better Stack. */
export const betterStackHeartbeat = ({ job, key, labels }: ResolvedJob): BetterStackHeartbeat => ({
  key,
  name: monitorName(labels.system, labels.service, job.name, labels.environment),
  period: Math.max(30, job.every),
  grace: graceOf(job),
  email: true,
  policy: labels.owner,
});
