import type { View } from "../../exporters/model/catalogue";
import {
  automationReceiverName,
  deadMansSwitchReceiver,
  heartbeatAlert,
  receiverName,
  noNotificationReceiver,
  tenantReceiverName,
} from "../../exporters/model/naming";
import type { Owner } from "../../exporters/model/owners-schema";
import { CatalogueError } from "../../exporters/model/problems";
import { severities, type Severity } from "../../exporters/model/thresholds";
import { stackSystem } from "../../exporters/scrape/targets";
import { formatDuration, parseDuration } from "../../exporters/model/units";
import { serviceKey, type Alert } from "../model";
import { answeringOwners } from "../../exporters/model/answering";
import { chosenIn, chosenRoutes, type Chosen } from "./chosen-contacts";
import { equals, oneOf, type Route } from "./model";
import { withoutNotification } from "./without-notification";
import { activeIntervals, shortestPause } from "./time-intervals";

type Timing = Required<Pick<Route, "group_wait" | "group_interval" | "repeat_interval">>;

/**
 * Grouping intervals by severity. The `group_wait` of critical alerts delays a page by up to 30 seconds. In this time the alert about the
 * cause can fire, so that the alerts about its consequences are inhibited before they are sent.
 */
const timings: Readonly<Record<Severity, Timing>> = {
  critical: { group_wait: "30s", group_interval: "1m", repeat_interval: "1h" },
  warning: { group_wait: "30s", group_interval: "2m", repeat_interval: "12h" },
  info: { group_wait: "1m", group_interval: "10m", repeat_interval: "1d" },
};

/**
 * Intervals of the dead man's switch: one heartbeat per minute. Alertmanager decides only at the end of a group interval whether to repeat
 * a notification. The repeat interval starts at delivery, a little after the previous group interval ended. If both intervals were one
 * minute, Alertmanager would skip every second heartbeat.
 */
const heartbeatTiming: Timing = { group_wait: "0s", group_interval: "1m", repeat_interval: "45s" };

/**
 * Intervals for tenants. The repeat interval is longer than a month, so that a tenant is notified once for each severity in each quota
 * period. Alertmanager must keep its notification log for longer than this interval (`exporters/programs/alertmanager.ts`).
 */
const tenantTiming: Timing = { group_wait: "30s", group_interval: "2m", repeat_interval: "32d" };

/**
 * Minutes by which the repeat interval is shorter than the time between working hours, so that alerts are repeated when working hours
 * start.
 */
const margin = 15;

/**
 * How often an unchanged notification is repeated. If every pause between the owner's working periods is longer than `margin`, the interval
 * of warning and info alerts is shorter than the shortest pause. Alerts that still fire are then repeated when working hours start.
 */
function repeatOf(owner: Owner, severity: Severity): Pick<Route, "repeat_interval"> {
  const usual = timings[severity].repeat_interval;
  if (severity === "critical" || owner.workingHours === undefined) return { repeat_interval: usual };
  const pause = 60 * (shortestPause(owner.workingHours) - margin);
  return { repeat_interval: pause <= 0 || pause >= (parseDuration(usual) ?? 0) ? usual : formatDuration(pause) };
}

/**
 * Gatus runs the same checks independently of Prometheus, and its alerts may fire earlier. Notifications about its alerts wait two minutes,
 * so that an alert from Prometheus can inhibit the alert from Gatus. On-call then gets one notification.
 */
const gatusTiming: Pick<Timing, "group_wait"> = { group_wait: "2m" };

/**
 * Excludes alerts about the stack itself from the wait in `gatusTiming`, mainly the alert that Prometheus is down, which Prometheus cannot
 * send.
 */
const notTheStack = `system!=${JSON.stringify(stackSystem)}`;

const perTrouble = ["alertname", ...serviceKey];
/** Groups pages by service: several symptoms of a problem are one page, and an acknowledged page never hides another service's problem. */
const perService = serviceKey;

/** Matches alerts that tenants are notified of too. */
const aboutTenant = equals("audience", "tenant");
const isAboutTenant = (alert: Alert): boolean => alert.labels?.audience === "tenant";

/** Input for an owner's routes: the choices of contacts and the alerts of the environment. */
interface Choices {
  readonly chosen: readonly Chosen[];
  readonly alerts: readonly Alert[];
}

const activeTimes = (owner: Owner, severity: Severity): Pick<Route, "active_time_intervals"> => {
  const hours = severity === "critical" ? undefined : activeIntervals(owner);
  return hours === undefined ? {} : { active_time_intervals: hours };
};

/** Route to an owner's contacts for one severity, without child routes. */
const contactsRoute = (owner: Owner, severity: Severity): Route => ({
  receiver: receiverName(owner.id, severity),
  matchers: [equals("severity", severity)],
  // Warnings and info alerts of several services are sent together: one notification per alert name and system.
  group_by: severity === "critical" ? perService : perTrouble.filter((label) => label !== "service"),
  ...timings[severity],
  ...repeatOf(owner, severity),
  ...activeTimes(owner, severity),
});

function severityRoute(owner: Owner, severity: Severity, { chosen, alerts }: Choices): Route {
  const receiver = receiverName(owner.id, severity);
  const active = activeTimes(owner, severity);
  const narrowed = chosenRoutes(chosen, alerts, owner, severity, active);
  const fromGatus: Route = { receiver, matchers: [equals("checked_by", "gatus"), notTheStack], ...gatusTiming, ...active };
  // Alerts without a service are grouped by alert name and system.
  const withoutService: Route = { receiver, matchers: [equals("service", "")], group_by: perTrouble };
  // Gatus sends no info alerts: the severity of a check or job is `critical` or `warning`.
  const routes = { critical: [...narrowed, fromGatus, withoutService], warning: [...narrowed, fromGatus], info: narrowed }[severity];
  return { ...contactsRoute(owner, severity), ...(routes.length > 0 && { routes }) };
}

/**
 * Route of an owner for critical alerts that tenants are notified of too. The route leads to the owner's contacts for warnings, because a
 * used-up quota of one tenant is not an outage. If the service chooses contacts for its critical threshold (`notify`), the alert goes to
 * these contacts instead. It then pages if one of them is a pager.
 */
function aboutTenantRoute(owner: Owner, { chosen, alerts }: Choices): Route {
  const narrowed = chosenRoutes(chosen, alerts, owner, "critical", {});
  return {
    ...contactsRoute(owner, "warning"),
    matchers: [aboutTenant, equals("severity", "critical")],
    ...(narrowed.length === 0 ? {} : { routes: narrowed }),
  };
}

/** Routes of one owner. An alert without a known severity goes to the receiver for warnings at any time. */
const ownerRoute = (owner: Owner, { chosen, alerts }: Choices): Route => ({
  receiver: receiverName(owner.id, "warning"),
  matchers: [equals("owner", owner.id)],
  routes: [
    aboutTenantRoute(owner, { chosen, alerts: alerts.filter(isAboutTenant) }),
    ...severities.map((severity) =>
      severityRoute(owner, severity, { chosen, alerts: alerts.filter((alert) => severity !== "critical" || !isAboutTenant(alert)) }),
    ),
  ],
});

/** Routes for tenants: one notification per tenant, quota and severity, in addition to the notification for the owner. */
function tenantRoutes(view: View, alerts: readonly Alert[]): Route[] {
  const labels = new Set(alerts.filter(isAboutTenant).flatMap((alert) => alert.identity));
  return view.systems
    .filter((system) => system.tenantContacts.length > 0)
    .map((system) => ({
      receiver: tenantReceiverName(system.id),
      matchers: [aboutTenant, equals("system", system.id)],
      continue: true,
      group_by: ["alertname", "severity", "tenant", ...[...labels].filter((label) => label !== "owner" && label !== "tenant").sort()],
      ...tenantTiming,
    }));
}

const automationRoutes = (view: View): Route[] =>
  view.systems
    .filter((system) => system.automation !== undefined)
    .map((system) => ({
      receiver: automationReceiverName(system.id),
      matchers: ['action!=""', equals("system", system.id)],
      continue: true,
      group_by: ["..."],
      ...timings.critical,
    }));

function heartbeatRoutes({ environment }: View): Route[] {
  if (environment.deadMansSwitch !== undefined)
    return [
      {
        receiver: deadMansSwitchReceiver,
        matchers: [equals("alertname", heartbeatAlert)],
        group_by: ["environment"],
        ...heartbeatTiming,
      },
    ];
  if (!environment.production) return [];
  throw new CatalogueError([
    {
      where: `environments.${environment.id}.deadMansSwitch`,
      message:
        "got nothing; without a dead man's switch, production monitoring can fail unnoticed: name the webhook contact that expects the heartbeat",
    },
  ]);
}

/** The route of the alerts that only inhibit others. */
function noNotificationRoutes(alerts: readonly Alert[]): Route[] {
  const names = withoutNotification(alerts);
  return names.length === 0 ? [] : [{ receiver: noNotificationReceiver, matchers: [oneOf("alertname", names)] }];
}

/**
 * The whole routing tree. Every alert has a receiver: an alert without an owner goes to the platform's owner, by severity. Throws a
 * CatalogueError if the platform's owner is unknown, or if a production environment has no dead man's switch.
 */
export function routeTree(view: View, alerts: readonly Alert[]): Route {
  const owners = answeringOwners(view);
  const platform = owners.find((owner) => owner.id === view.environment.platformOwner);
  if (platform === undefined)
    throw new CatalogueError([
      {
        where: `environments.${view.environment.id}.platformOwner`,
        message: `got ${JSON.stringify(view.environment.platformOwner)}, which is not an owner; alerts without an owner would have no receiver`,
      },
    ]);
  const choices = { chosen: chosenIn(view), alerts };
  const rest = ownerRoute(platform, choices);
  return {
    receiver: rest.receiver,
    group_by: perTrouble,
    ...timings.warning,
    routes: [
      ...heartbeatRoutes(view),
      ...noNotificationRoutes(alerts),
      ...tenantRoutes(view, alerts),
      ...automationRoutes(view),
      ...owners.map((owner) => ownerRoute(owner, choices)),
      ...(rest.routes ?? []),
    ],
  };
}
