import type { View } from "../model/catalogue";
import { dashboardUid, heartbeatAlert, heartbeatSecret, gatusHeartbeatSecret, runbookAnchor, secretsFolder } from "../model/naming";
import { graceOf, type UptimeCheck } from "../model/uptime-schema";
import { callOfUrl, callsOf, type Call } from "../programs/calls";
import { healthUrl, mainAddress, programs, watchedPrograms } from "../programs";
import type { SecretDocument } from "../programs/secret-files";
import { stackSystem } from "../scrape/targets";
import { gatusAlert, uptimeAlertName, type UptimeAlert } from "./gatus-alert";
import { gatusBodyConditions } from "./assertions";
import { certificateDays } from "./certificates";
import { checksOf, jobsOf, type ResolvedCheck } from "./checks";
import { failuresOf } from "./patience";

/** Seconds without a heartbeat of the dead man's switch after which Gatus notifies. Alertmanager sends a heartbeat every minute. */
const heartbeatInterval = 300;
/** Name of the dead man's switch in Gatus. Its group is the stack's system. */
const heartbeatName = "heartbeat";

/** Default check interval in seconds. */
const usualInterval = 60;

/** Formats seconds as a Go duration. Go durations have no unit for days. */
const goDuration = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`);

/** Returns the key that Gatus gives an endpoint: group and name in lower case, joined with `_`, with `-` in place of special characters. */
export const gatusKey = (group: string, name: string): string =>
  [group, name].map((part) => part.toLowerCase().replace(/[/_., #+&]/g, "-")).join("_");

/** Returns the name of a check or job in Gatus. The group of the endpoint is the system's ID. */
export const gatusName = (service: string, name: string): string => `${service} ${name}`;

/** URL to which Alertmanager sends the heartbeat of the dead man's switch. */
export const gatusHeartbeatUrl = `http://${mainAddress(programs.gatus)}/api/v1/endpoints/${gatusKey(stackSystem, heartbeatName)}/external?success=true`;
/** Path of the file with the token for `gatusHeartbeatUrl`. */
export const gatusHeartbeatFile = `${secretsFolder}/${gatusHeartbeatSecret}`;

/** Returns the conditions of a check. A certificate must be valid for longer than the service's most urgent certificate threshold. */
export function conditionsOf({ check, service }: ResolvedCheck, url: string): string[] {
  const days = certificateDays(service).at(-1);
  return [
    `[STATUS] == ${check.status.length === 1 ? String(check.status[0]) : `any(${check.status.join(", ")})`}`,
    ...gatusBodyConditions(check),
    ...(url.startsWith("https:") && days !== undefined ? [`[CERTIFICATE_EXPIRATION] > ${days * 24}h`] : []),
  ];
}

/** Returns the URL that Gatus checks: the public URL if there is one, otherwise the internal URL. */
const urlOf = ({ insideUrl, publicUrl }: ResolvedCheck): string => publicUrl ?? insideUrl;

/** Returns the connections that Gatus opens for checks. */
export const checkCalls = (checks: readonly ResolvedCheck[]): Call[] => callsOf(checks.map((resolved) => callOfUrl(urlOf(resolved))));

/** Returns the request and the conditions of a check, for the internal Gatus and for status pages. */
export function requestOf(resolved: ResolvedCheck): object {
  const { check } = resolved;
  const url = urlOf(resolved);
  return {
    url,
    method: check.method,
    ...(Object.keys(check.headers).length === 0 ? {} : { headers: check.headers }),
    interval: goDuration(check.interval ?? usualInterval),
    client: { timeout: goDuration(check.timeout), "ignore-redirect": check.redirects === "down" },
    conditions: conditionsOf(resolved, url),
  };
}

const userImpact: Readonly<Record<UptimeCheck["severity"], string>> = {
  critical: "Users cannot reach the service, or its health check reports a problem.",
  warning: "A secondary endpoint of the service does not respond as expected. The service itself may work.",
};
const stackImpact = "This program of the monitoring stack does not work: metrics, logs, traces or notifications may be missing.";

const links = ({ environment }: View): UptimeAlert["links"] => ({
  runbook_url: `${environment.urls.runbooks}#${runbookAnchor(uptimeAlertName)}`,
  dashboard_url: `${environment.urls.grafana}/d/${dashboardUid("overview")}`,
});

const endpointOf = (view: View, resolved: ResolvedCheck): object => {
  const { labels, check } = resolved;
  return {
    name: gatusName(labels.service, check.name),
    group: labels.system,
    ...requestOf(resolved),
    alerts: [
      gatusAlert({
        labels: { ...labels, instance: urlOf(resolved) },
        severity: check.severity,
        impact: userImpact[check.severity],
        links: links(view),
        failures: failuresOf(check, check.interval ?? usualInterval),
      }),
    ],
  };
};

const stackLabels = (view: View, service: string, probe: string) => ({
  system: stackSystem,
  environment: view.environment.id,
  service,
  owner: view.environment.platformOwner,
  probe,
});

/**
 * Returns the health checks of the stack's programs with `watched.health`. Prometheus also monitors these programs, but cannot report its
 * own failure.
 */
const stackHealth = (view: View): { readonly program: string; readonly url: string }[] =>
  watchedPrograms(view, "health").map((program) => ({
    program: program.name,
    url: healthUrl(program),
  }));

const stackEndpoints = (view: View): object[] =>
  stackHealth(view).map(({ program, url }) => {
    return {
      name: gatusName(program, "health"),
      group: stackSystem,
      url,
      interval: goDuration(usualInterval),
      conditions: ["[STATUS] == 200"],
      alerts: [
        gatusAlert({
          labels: { ...stackLabels(view, program, "health"), instance: url },
          severity: "critical",
          impact: stackImpact,
          links: links(view),
          failures: failuresOf({}, usualInterval),
        }),
      ],
    };
  });

/** Doubles the dollar signs in all strings, because Gatus expands variables. */
export function literal<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll("$", "$$$$") as T;
  if (Array.isArray(value)) return value.map((item: unknown) => literal(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item as unknown)])) as T;
}

/**
 * Returns the settings that all instances of Gatus have in common. Results stay in memory: Prometheus stores them, and the upstream image
 * has no writable folder.
 */
export const gatusBase = (title: string, subheading: string): object => ({
  storage: { type: "memory", "maximum-number-of-results": 200 },
  web: { port: programs.gatus.ports.http.number },
  concurrency: 10,
  ui: { title, header: title, "dashboard-heading": title, "dashboard-subheading": subheading, description: subheading },
});

/** Alertmanager's URL for alerts. Gatus sends alerts there directly, independently of Prometheus. */
const alertsUrl = `http://${mainAddress(programs.alertmanager)}/api/v2/alerts`;

/** Returns the connections that Gatus opens: to the targets of all checks, to the stack's programs, and to Alertmanager. */
export const gatusCalls = (view: View): Call[] =>
  callsOf([...checkCalls(checksOf(view)), ...[...stackHealth(view).map(({ url }) => url), alertsUrl].map(callOfUrl)]);

/**
 * Returns Gatus' configuration without secrets: all checks of the environment, and the health checks of the stack's programs. Gatus sends
 * failures directly to Alertmanager.
 */
export const gatusConfig = (view: View): object =>
  literal({
    metrics: true,
    ...gatusBase(`${view.environment.title}: checks`, "All checks of all systems, for operators"),
    alerting: {
      custom: {
        url: alertsUrl,
        method: "POST",
        headers: { "Content-Type": "application/json" },
        placeholders: { ALERT_TRIGGERED_OR_RESOLVED: { TRIGGERED: "", RESOLVED: ',"endsAt":"2000-01-01T00:00:00Z"' } },
      },
    },
    endpoints: [...checksOf(view).map((resolved) => endpointOf(view, resolved)), ...stackEndpoints(view)],
  });

/** A heartbeat that Gatus expects. `secret` is the key of its token. */
export interface GatusHeartbeat {
  readonly group: string;
  readonly name: string;
  readonly secret: string;
  /** Maximum time between two heartbeats, as a Go duration. */
  readonly interval: string;
  readonly alerts: readonly object[];
}

/**
 * Returns the heartbeats of the environment: the dead man's switch, if there is one, and every job. The heartbeats of jobs have no alert in
 * Gatus: Prometheus alerts on a late job, because it still knows the latest heartbeat after a restart of Gatus.
 */
export function gatusHeartbeats(view: View): GatusHeartbeat[] {
  const beat: GatusHeartbeat = {
    group: stackSystem,
    name: heartbeatName,
    secret: gatusHeartbeatSecret,
    interval: goDuration(heartbeatInterval),
    alerts: [
      gatusAlert({
        labels: { ...stackLabels(view, "prometheus", heartbeatName), instance: heartbeatAlert },
        severity: "critical",
        impact: stackImpact,
        links: links(view),
        failures: 1,
      }),
    ],
  };
  return [
    ...(view.environment.deadMansSwitch === undefined ? [] : [beat]),
    ...jobsOf(view).map(({ labels, job }) => ({
      group: labels.system,
      name: gatusName(labels.service, job.name),
      secret: heartbeatSecret(labels.system, labels.service, job.name),
      interval: goDuration(job.every + graceOf(job)),
      alerts: [],
    })),
  ];
}

/** Returns the heartbeats in Gatus' format. Each token is a reference to a secret. */
export const heartbeatDocuments = (view: View): SecretDocument[] =>
  gatusHeartbeats(view).map(({ group, name, secret, interval, alerts }) => ({
    name,
    group,
    token: { secret },
    heartbeat: { interval },
    alerts: alerts.map((alert) => alert as SecretDocument),
  }));
