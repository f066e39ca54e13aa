import type { View } from "../model/catalogue";
import { dashboardUid, heartbeatSecret, gatusHeartbeatSecret, runbookAnchor, secretsFolder } from "../model/naming";
import { graceOf } from "../model/uptime-schema";
import { callOfUrl, callsOf, type Call } from "../programs/calls";
import { healthUrl, mainAddress, programs, watchedPrograms } from "../programs";
import type { SecretDocument } from "../programs/secret-files";
import { stackSystem } from "../scrape/targets";
import { gatusAlert, type UptimeAlert } from "./gatus-alert";
import { gatusBodyConditions } from "./assertions";
import { certificateDays } from "./certificates";
import { checksOf, jobsOf, type ResolvedCheck } from "./checks";

/** Seconds without the dead man's switch after which Gatus says so; it comes every minute. */
const heartbeatInterval = 300;
/** Name, in the group of the stack, of the heartbeat that Alertmanager passes on. */
const heartbeatName = "heartbeat";

/** Failures and seconds between two checks where the catalogue says nothing. */
const defaults = { failures: 2, interval: 60 };

/** Seconds as Go reads them; it knows no days. */
const goDuration = (seconds: number): string => (seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`);

/** Gatus' own key of an endpoint: group and name in lower case, with `_` between them. */
export const gatusKey = (group: string, name: string): string =>
  [group, name].map((part) => part.toLowerCase().replace(/[/_., #+&]/g, "-")).join("_");

/** Name of a check or a job in Gatus; its group is the system's id. */
export const gatusName = (service: string, name: string): string => `${service} ${name}`;

/** Where Alertmanager passes the dead man's switch on to. */
export const gatusHeartbeatUrl = `http://${mainAddress(programs.gatus)}/api/v1/endpoints/${gatusKey(stackSystem, heartbeatName)}/external?success=true`;
/** File with the token for it. */
export const gatusHeartbeatFile = `${secretsFolder}/${gatusHeartbeatSecret}`;

/** Conditions a check must meet; a certificate must outlast the severest limit of the rules. */
export function conditionsOf({ check, service }: ResolvedCheck, url: string): string[] {
  const days = certificateDays(service).at(-1);
  return [
    `[STATUS] == ${check.status.length === 1 ? String(check.status[0]) : `any(${check.status.join(", ")})`}`,
    ...gatusBodyConditions(check),
    ...(url.startsWith("https:") && days !== undefined ? [`[CERTIFICATE_EXPIRATION] > ${days * 24}h`] : []),
  ];
}

/** What Gatus asks: the public address where there is one. */
const urlOf = ({ insideUrl, publicUrl }: ResolvedCheck): string => publicUrl ?? insideUrl;

/** Connections Gatus opens to make checks. */
export const checkCalls = (checks: readonly ResolvedCheck[]): Call[] => callsOf(checks.map((resolved) => callOfUrl(urlOf(resolved))));

/** How a check is made, whoever sees the result. */
export function requestOf(resolved: ResolvedCheck): object {
  const { check } = resolved;
  const url = urlOf(resolved);
  return {
    url,
    method: check.method,
    ...(Object.keys(check.headers).length === 0 ? {} : { headers: check.headers }),
    interval: goDuration(check.interval ?? defaults.interval),
    client: { timeout: goDuration(check.timeout), "ignore-redirect": check.redirects === "down" },
    conditions: conditionsOf(resolved, url),
  };
}

const userImpact = "Users cannot reach the service, or it says itself that it is not well.";
const stackImpact = "What this program of the stack watches, keeps or sends is not watched, kept or sent.";

const links = ({ environment }: View): UptimeAlert["links"] => ({
  runbook_url: `${environment.urls.runbooks}#${runbookAnchor("ProbeFailed")}`,
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
        impact: userImpact,
        links: links(view),
        failures: check.failures ?? defaults.failures,
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

/** Health paths of the stack's own programs: Prometheus says how they do, and this says how Prometheus does. */
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
      interval: goDuration(defaults.interval),
      conditions: ["[STATUS] == 200"],
      alerts: [
        gatusAlert({
          labels: { ...stackLabels(view, program, "health"), instance: url },
          impact: stackImpact,
          links: links(view),
          failures: 3,
        }),
      ],
    };
  });

/** Everything with strings doubles their dollar signs: Gatus would read the name of a variable there. */
export function literal<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll("$", "$$$$") as T;
  if (Array.isArray(value)) return value.map((item: unknown) => literal(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item as unknown)])) as T;
}

/** What every Gatus has: results are kept in memory, because Prometheus keeps them for long and upstream's image owns no folder. */
export const gatusBase = (title: string, subheading: string): object => ({
  storage: { type: "memory", "maximum-number-of-results": 200 },
  web: { port: programs.gatus.ports.http.number },
  concurrency: 10,
  ui: { title, header: title, "dashboard-heading": title, "dashboard-subheading": subheading, description: subheading },
});

/** Where Gatus tells of what fails, past Prometheus. */
const alertsUrl = `http://${mainAddress(programs.alertmanager)}/api/v2/alerts`;

/** Connections Gatus opens: every check, the stack's own programs, Alertmanager. */
export const gatusCalls = (view: View): Call[] =>
  callsOf([...checkCalls(checksOf(view)), ...[...stackHealth(view).map(({ url }) => url), alertsUrl].map(callOfUrl)]);

/** Gatus' configuration without its secrets: all checks of the environment, by system; what fails goes to Alertmanager past Prometheus. */
export const gatusConfig = (view: View): object =>
  literal({
    metrics: true,
    ...gatusBase(`${view.environment.title}: checks`, "Every check of every system, for those who run them"),
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

/** A heartbeat that Gatus expects, with the key of its token's secret. */
export interface GatusHeartbeat {
  readonly group: string;
  readonly name: string;
  readonly secret: string;
  /** As Go reads it. */
  readonly interval: string;
  readonly alerts: readonly object[];
}

/** Heartbeats of the environment: the dead man's switch, and every job. A job that is late is told of by Prometheus, which remembers for longer. */
export function gatusHeartbeats(view: View): GatusHeartbeat[] {
  const beat: GatusHeartbeat = {
    group: stackSystem,
    name: heartbeatName,
    secret: gatusHeartbeatSecret,
    interval: goDuration(heartbeatInterval),
    alerts: [
      gatusAlert({
        labels: { ...stackLabels(view, "prometheus", heartbeatName), instance: "DeadMansSwitch" },
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

/** The heartbeats as Gatus reads them, with the tokens by which they are let in. */
export const heartbeatDocuments = (view: View): SecretDocument[] =>
  gatusHeartbeats(view).map(({ group, name, secret, interval, alerts }) => ({
    name,
    group,
    token: { secret },
    heartbeat: { interval },
    alerts: alerts.map((alert) => alert as SecretDocument),
  }));
