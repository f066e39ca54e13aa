import type { View } from "../../exporters/model/catalogue";
import { automationReceiverName, deadMansSwitchReceiver, receiverName, tenantReceiverName } from "../../exporters/model/naming";
import type { Owner } from "../../exporters/model/owners-schema";
import { CatalogueError } from "../../exporters/model/problems";
import { severities, type Severity } from "../../exporters/model/thresholds";
import { stackSystem } from "../../exporters/scrape/targets";
import { formatDuration, parseDuration } from "../../exporters/model/units";
import { serviceKey, type Alert } from "../model";
import { heartbeatAlert } from "../packs/stack/heartbeat";
import { answeringOwners } from "../../exporters/model/answering";
import { equals, type Route } from "./model";
import { activeIntervals, shortestPause } from "./time-intervals";

type Timing = Required<Pick<Route, "group_wait" | "group_interval" | "repeat_interval">>;

/**
 * How long the first message waits for company, later ones for changes, and when an unchanged one is sent again. The critical wait gives a cause time to
 * fire before what follows from it is sent; it is what a page costs at most.
 */
const timings: Readonly<Record<Severity, Timing>> = {
  critical: { group_wait: "30s", group_interval: "1m", repeat_interval: "1h" },
  warning: { group_wait: "30s", group_interval: "2m", repeat_interval: "12h" },
  info: { group_wait: "1m", group_interval: "10m", repeat_interval: "1d" },
};

/**
 * A repetition is only looked for at the end of a group interval, and the last message counts from when it was delivered, a little
 * after that. With both at a minute every second beat would be left out.
 */
const heartbeatTiming: Timing = { group_wait: "0s", group_interval: "1m", repeat_interval: "45s" };

/** Just below the 120 hours for which Alertmanager remembers what it sent; beyond them it forgets and sends again. */
const tenantTiming: Timing = { group_wait: "30s", group_interval: "2m", repeat_interval: "4d" };

/** Minutes by which a message that was sent as working hours ended is old enough when they begin. */
const margin = 15;

/** When an unchanged message is sent again: at the latest when working hours begin, so that what is not sent again then has ended. */
function repeatOf(owner: Owner, severity: Severity): Pick<Route, "repeat_interval"> {
  const usual = timings[severity].repeat_interval;
  if (severity === "critical" || owner.workingHours === undefined) return { repeat_interval: usual };
  const pause = 60 * (shortestPause(owner.workingHours) - margin);
  return { repeat_interval: pause <= 0 || pause >= (parseDuration(usual) ?? 0) ? usual : formatDuration(pause) };
}

/** Gatus makes the checks a second time, past Prometheus. Its alert waits until Prometheus, which takes longer to be sure, would have said the same. */
const gatusTiming: Pick<Timing, "group_wait"> = { group_wait: "2m" };

/** What Gatus says of the stack itself, above all that Prometheus is silent, waits for nothing. */
const notTheStack = `system!=${JSON.stringify(stackSystem)}`;

const perTrouble = ["alertname", ...serviceKey];
/** One page per service: several signs of one trouble are one page, and an acknowledged page never hides another service's trouble. */
const perService = serviceKey;

function severityRoute(owner: Owner, severity: Severity): Route {
  const hours = severity === "critical" ? undefined : activeIntervals(owner);
  return {
    receiver: receiverName(owner.id, severity),
    matchers: [equals("severity", severity)],
    // Warnings are read together: one message per trouble and system.
    group_by: severity === "critical" ? perService : perTrouble.filter((label) => label !== "service"),
    ...timings[severity],
    ...repeatOf(owner, severity),
    ...(hours === undefined ? {} : { active_time_intervals: hours }),
    ...(severity === "critical"
      ? {
          routes: [
            { receiver: receiverName(owner.id, severity), matchers: [equals("checked_by", "gatus"), notTheStack], ...gatusTiming },
            // Without a service, only alerts of one name are about one thing.
            { receiver: receiverName(owner.id, severity), matchers: [equals("service", "")], group_by: perTrouble },
          ],
        }
      : {}),
  };
}

/** What an owner is told. An alert without a known severity goes to the warnings, at any hour. */
const ownerRoute = (owner: Owner): Route => ({
  receiver: receiverName(owner.id, "warning"),
  matchers: [equals("owner", owner.id)],
  routes: severities.map((severity) => severityRoute(owner, severity)),
});

/** Messages to tenants: one per tenant and severity, beside those to the owner. */
function tenantRoutes(view: View, alerts: readonly Alert[]): Route[] {
  const labels = new Set(alerts.filter((alert) => alert.labels?.audience === "tenant").flatMap((alert) => alert.identity));
  return view.systems
    .filter((system) => system.tenantContacts.length > 0)
    .map((system) => ({
      receiver: tenantReceiverName(system.id),
      matchers: [equals("audience", "tenant"), equals("system", system.id)],
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
      message: "got nothing; production without a dead man's switch can die unseen: name the webhook contact that expects the heartbeat",
    },
  ]);
}

/** The whole tree. What nobody owns goes to the platform's owner, by its severity; nothing ends without a receiver. */
export function routeTree(view: View, alerts: readonly Alert[]): Route {
  const owners = answeringOwners(view);
  const platform = owners.find((owner) => owner.id === view.environment.platformOwner);
  if (platform === undefined)
    throw new CatalogueError([
      {
        where: `environments.${view.environment.id}.platformOwner`,
        message: `got ${JSON.stringify(view.environment.platformOwner)}, which is no owner; what nobody owns would reach nobody`,
      },
    ]);
  const rest = ownerRoute(platform);
  return {
    receiver: rest.receiver,
    group_by: perTrouble,
    ...timings.warning,
    routes: [
      ...heartbeatRoutes(view),
      ...tenantRoutes(view, alerts),
      ...automationRoutes(view),
      ...owners.map(ownerRoute),
      ...(rest.routes ?? []),
    ],
  };
}
