import type { Environment } from "../model/environments-schema";
import { monitorName } from "../model/naming";
import { graceOf, type UptimeCheck } from "../model/uptime-schema";
import { outsideLimits } from "../model/vendor-plans";
import type { ResolvedCheck, ResolvedJob } from "./checks";
import { noticeDays } from "./certificates";
import { waitOf } from "./patience";
import { bodyPart, keyOf } from "../vendor-plan";
import { expirationDays, type MonitorInputs } from "./inputs/betterstack";
import type { StatusPage, UptimeLookup, UptimeResource } from "./plan-model";
import { pageTitle } from "./status-pages";

/** Returns the parts of a check that Better Stack does not support. Empty if it supports all parts. */
export const betterStackLacks = ({ json, keyword, body, status }: UptimeCheck): string[] => [
  ...(body === undefined ? [] : [bodyPart]),
  ...(json === undefined ? [] : ["the JSON values: add a keyword"]),
  ...(keyword !== undefined && status.some((code) => code < 200 || code > 299) ? ["a status together with the keyword"] : []),
];

type Severity = UptimeCheck["severity"];

/** Returns the lookup of an owner's escalation policy, whose name is the owner's ID. */
const escalationPolicy = (owner: string): UptimeLookup => ({ type: "betterstack:getPolicy", name: owner, inputs: { name: owner } });

/**
 * Returns how Better Stack notifies. A critical failure starts the owner's escalation policy. A warning starts none: the team's on-call
 * person gets only an email.
 */
const notifiedOf = (owner: string, severity: Severity) =>
  severity === "critical"
    ? { email: true, policyId: { $ref: keyOf(escalationPolicy(owner)), output: "id" } }
    : { email: true, push: false, call: false, sms: false };

/** Returns whom Better Stack notifies of a failure, in words for the plan. */
export const notifiedByBetterStack = (owner: string, severity: Severity): string[] =>
  severity === "critical" ? [`escalation policy ${owner}`] : ["the person on call, by email"];

/** Returns the lookups of the escalation policies that critical checks and jobs need. */
export const escalationPolicies = (checks: readonly ResolvedCheck[], jobs: readonly ResolvedJob[]): UptimeLookup[] =>
  [
    ...checks.map(({ labels, check }) => ({ owner: labels.owner, severity: check.severity })),
    ...jobs.map(({ labels, job }) => ({ owner: labels.owner, severity: job.severity })),
  ]
    .filter(({ severity }) => severity === "critical")
    .map(({ owner }) => escalationPolicy(owner));

/** Returns the Better Stack monitor of one check. */
export function betterStackMonitor({ uptime }: Environment, { check, key, labels, service, publicUrl }: ResolvedCheck): UptimeResource {
  const intervalSeconds = check.interval ?? Math.max(60, outsideLimits.betterstack.plans[uptime.plan].floor);
  const [days = 0] = noticeDays(service, outsideLimits.betterstack);
  // Rounds an unsupported number of days up, so that the notification is not late.
  const notice = days === 0 ? undefined : expirationDays.find((known) => known >= days);
  return {
    type: "betterstack:Monitor",
    name: key,
    inputs: {
      name: monitorName(labels.system, labels.service, check.name, labels.environment),
      ...(check.keyword === undefined
        ? { type: "expected_status_code", expectedStatusCodes: check.status }
        : { type: "keyword", keyword: check.keyword }),
      url: publicUrl ?? "",
      intervalSeconds,
      // The catalogue refuses a timeout that Better Stack does not support.
      timeoutSeconds: check.timeout as NonNullable<MonitorInputs["timeoutSeconds"]>,
      confirmationSeconds: waitOf(check, intervalSeconds),
      recoverySeconds: intervalSeconds,
      httpMethod: check.method,
      headers: check.headers,
      followRedirects: check.redirects === "follow",
      verifySsl: true,
      ...(notice === undefined ? {} : { sslExpirationDays: notice }),
      ...(check.regions.length === 0 ? {} : { regions: check.regions }),
      ...notifiedOf(labels.owner, check.severity),
    },
  };
}

/** Returns the Better Stack heartbeat of one job. */
export const betterStackHeartbeat = ({ job, key, labels }: ResolvedJob): UptimeResource => ({
  type: "betterstack:Heartbeat",
  name: key,
  inputs: {
    name: monitorName(labels.system, labels.service, job.name, labels.environment),
    periodSeconds: Math.max(30, job.every),
    graceSeconds: graceOf(job),
    ...notifiedOf(labels.owner, job.severity),
  },
});

/** Reference to the stack's setting with the URL of the company's website, which Better Stack requires for status pages. */
export const companyUrl = { $ref: "monitoring:uptime", output: "companyUrl" } as const;

/**
 * Returns the Better Stack status page, with its sections and lines. `monitors` contains the keys of the checks that have a monitor at
 * Better Stack.
 */
export function betterStackPage(page: StatusPage, environment: Environment, monitors: ReadonlySet<string>): UptimeResource[] {
  const idOf = (type: string, name: string) => ({ $ref: keyOf({ type, name }), output: "vendorId" });
  const statusPageId = idOf("betterstack:StatusPage", page.name);
  return [
    {
      type: "betterstack:StatusPage",
      name: page.name,
      inputs: { subdomain: page.name, companyName: pageTitle(page, environment), companyUrl },
    },
    ...page.sections.flatMap(({ title, checks }, position): UptimeResource[] => {
      // The name contains the section's title, not its position, so that a new section above it does not change the name.
      const section = `${page.name} ${title}`;
      const lines = checks.filter(({ key }) => monitors.has(key));
      return [
        { type: "betterstack:StatusPageSection", name: section, inputs: { statusPageId, name: title, position } },
        ...lines.map(({ key, title: publicName }): UptimeResource => ({
          type: "betterstack:StatusPageResource",
          name: `${page.name}-${key}`,
          inputs: {
            statusPageId,
            sectionId: idOf("betterstack:StatusPageSection", section),
            resourceId: idOf("betterstack:Monitor", key),
            publicName,
          },
        })),
      ];
    }),
  ];
}
