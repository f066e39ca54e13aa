import { contactKey, isPager, type Contact } from "../receivers";
import type { View } from "../model/catalogue";
import type { OutsideVendor } from "../model/environment-vendors";
import { contactSecret, monitorName, statusPageName } from "../model/naming";
import type { Job } from "../model/uptime-schema";
import { severities } from "../model/thresholds";
import { outsideLimits } from "../model/vendor-plans";
import type { RenderedFile } from "../emit";
import { formerView, withFormerNames } from "../former-names";
import { planFile, unique, unsupported, type NotPlanned } from "../vendor-plan";
import { earlyDays } from "./certificates";
import { checksOf, jobsOf, type ResolvedCheck } from "./checks";
import { publicPages, publicTitle, type PublicPage } from "./status-pages";
import { contactsOf } from "../model/answering";
import { plannedDeadMansSwitch } from "./dead-mans-switch";
import {
  betterStackHeartbeat,
  betterStackLacks,
  betterStackMonitor,
  betterStackPage,
  escalationPolicies,
  notifiedByBetterStack,
} from "./betterstack";
import type { PlannedCheck, StatusPage, UptimeLookup, UptimePlan, UptimeResource } from "./plan-model";
import { alertContact, uptimeRobotHeartbeat, uptimeRobotLacks, uptimeRobotMonitor, uptimeRobotPage } from "./uptimerobot";

export type * from "./plan-model";

const namesOf = (contacts: readonly Contact[]): string[] => contacts.map((contact) => contactSecret(contact) ?? contactKey(contact)).sort();

type Notified = Pick<ResolvedCheck, "labels" | "check">;

const ownerOf = (view: View, { labels }: Notified) => view.owners.find(({ id }) => id === labels.owner);

/**
 * Returns the names of the owner's contacts for alerts of the check's severity: for each contact, the key of its secret, or the email
 * address.
 */
function notifyOf(view: View, notified: Notified): string[] {
  const owner = ownerOf(view, notified);
  return owner === undefined ? [] : namesOf(contactsOf(view, owner, notified.check.severity));
}

/** Whether the check does not set `failures`, and its monitor notifies at the first failure. A restart would then page. */
const isHasty = (view: View, { check }: ResolvedCheck, vendor: OutsideVendor): boolean =>
  !outsideLimits[vendor].plans[view.environment.uptime.plan].threshold && check.failures === undefined;

/**
 * Returns the names of the contacts that the check's monitor notifies. If the monitor is hasty (`isHasty`), pagers are left out. If no
 * contact remains, contacts for a milder severity are notified.
 */
function notifiedBy(view: View, resolved: ResolvedCheck, vendor: OutsideVendor): string[] {
  const owner = ownerOf(view, resolved);
  if (owner === undefined || !isHasty(view, resolved, vendor)) return notifyOf(view, resolved);
  const milder = severities.slice(severities.indexOf(resolved.check.severity));
  const quiet = milder.map((severity) => contactsOf(view, owner, severity).filter((contact) => !isPager(contact)));
  return namesOf(quiet.find((contacts) => contacts.length > 0) ?? []);
}

/**
 * Returns a note that the vendor's monitors do not page, and that Prometheus and Gatus page instead. Empty if all monitors notify the usual
 * contacts.
 */
function withoutPages(view: View, vendor: OutsideVendor): NotPlanned[] {
  const silent = checksOf(view).filter(
    (resolved) => resolved.publicUrl !== undefined && notifyOf(view, resolved).join() !== notifiedBy(view, resolved, vendor).join(),
  );
  if (silent.length === 0) return [];
  const { title } = outsideLimits[vendor];
  return [
    {
      what: "pages of the external monitors",
      because: `the ${view.environment.uptime.plan} plan of ${title} notifies at the first failure, so a restart of a minute would page; Prometheus and Gatus page after two minutes, and ${title} notifies the other contacts`,
    },
  ];
}

/** Returns whom the external monitor notifies. Empty if no external monitor runs the check. */
function notifiedOutside(view: View, resolved: ResolvedCheck): Omit<PlannedCheck["notify"], "alertmanager"> {
  const { outside } = view.environment.uptime;
  const { labels, check, publicUrl } = resolved;
  if (outside === "none" || publicUrl === undefined) return {};
  return outside === "uptimerobot"
    ? { uptimerobot: notifiedBy(view, resolved, outside) }
    : { betterstack: notifiedByBetterStack(labels.owner, check.severity) };
}

function plannedCheck(view: View, resolved: ResolvedCheck): PlannedCheck {
  const { outside } = view.environment.uptime;
  const { labels, check, key, insideUrl, publicUrl } = resolved;
  const atSentry = check.sentry && view.environment.sentry?.monitors === true;
  return {
    key,
    name: monitorName(labels.system, labels.service, check.name, labels.environment),
    system: labels.system,
    service: labels.service,
    environment: labels.environment,
    owner: labels.owner,
    insideUrl,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    by: ["blackbox", "gatus", ...(atSentry ? (["sentry"] as const) : []), ...(outside !== "none" && check.outside ? [outside] : [])],
    severity: check.severity,
    notify: { alertmanager: notifyOf(view, resolved), ...notifiedOutside(view, resolved) },
  };
}

function pageOf({ environment }: View, by: StatusPage["by"], page: PublicPage): StatusPage {
  const { sharedPage, statusPageUrls } = environment.uptime;
  const { id, title } = page.system;
  const url = statusPageUrls[id];
  return {
    system: id,
    by,
    title: sharedPage?.title ?? title,
    name: sharedPage?.name ?? statusPageName(id, environment.id),
    ...(url === undefined ? {} : { url }),
    sections: page.sections.map((section) => ({
      title: sharedPage === undefined || section.title === title ? section.title : `${title}: ${section.title}`,
      checks: section.checks.map((resolved) => ({ key: resolved.key, title: publicTitle(resolved, page) })),
    })),
    announcements: page.announcements.map(({ at, type, message, archived }) => ({ at, type, message, archived })),
  };
}

/** Joins the parts of a shared page, so that the list contains each page once. */
const wholePages = (parts: readonly StatusPage[]): StatusPage[] =>
  parts.flatMap((part, index) => {
    const same = parts.filter(({ name }) => name === part.name);
    return parts.findIndex(({ name }) => name === part.name) === index
      ? [{ ...part, sections: same.flatMap(({ sections }) => sections) }]
      : [];
  });

/** Maximum heartbeat interval of UptimeRobot in seconds. */
const longestHeartbeat = 86_400;
const isWatched = (vendor: OutsideVendor, { every }: Pick<Job, "every">): boolean => vendor !== "uptimerobot" || every <= longestHeartbeat;

function notPlanned(view: View, vendor: OutsideVendor | undefined): NotPlanned[] {
  const { id, uptime } = view.environment;
  const name = ({ labels }: ResolvedCheck, what: string): string => `${labels.system}/${labels.service} ${what}`;
  const checks = checksOf(view).flatMap((resolved): NotPlanned[] => {
    const what = `external monitor of ${name(resolved, resolved.check.name)}`;
    if (vendor === undefined) return [{ what, because: `${id} has no external monitor (uptime.outside: "none")` }];
    if (!resolved.check.outside) return [{ what, because: "it is only reachable from inside (outside: false)" }];
    const { title } = outsideLimits[vendor];
    const isHttps = resolved.publicUrl?.startsWith("https:") === true;
    const early = isHttps ? earlyDays(resolved.service, outsideLimits[vendor]) : [];
    const lacks = (vendor === "uptimerobot" ? uptimeRobotLacks : betterStackLacks)(resolved.check);
    return [
      ...lacks.map((part) => ({
        what: `${part}, in the ${what}`,
        because: unsupported(title, part),
      })),
      ...early.map((days) => ({
        what: `notification ${days} days before the certificate expires, in the ${what}`,
        because: `${title} notifies at most ${outsideLimits[vendor].certificateDays} days before; Prometheus notifies at the threshold`,
      })),
    ];
  });
  const jobs = jobsOf(view).flatMap(({ labels, job }): NotPlanned[] => {
    const what = `external heartbeat of ${labels.system}/${labels.service} ${job.name}`;
    if (vendor === undefined) return [{ what, because: `${id} has no external monitor; Prometheus and Gatus expect the heartbeat` }];
    const { title, plans, price } = outsideLimits[vendor];
    if (plans[uptime.plan].heartbeats)
      return isWatched(vendor, job) ? [] : [{ what, because: `${title} requires at least one per day; Prometheus and Gatus expect it` }];
    return [
      {
        what,
        because: `the ${uptime.plan} plan of ${title} has no heartbeats (the paid one costs ${price}); Prometheus and Gatus expect it`,
      },
    ];
  });
  return [...checks, ...jobs, ...(vendor === undefined ? [] : withoutPages(view, vendor))];
}

function atVendor(
  view: View,
  vendor: OutsideVendor,
  pages: readonly StatusPage[],
): { readonly lookups: readonly UptimeLookup[]; readonly resources: readonly UptimeResource[] } {
  const { environment } = view;
  const checks = checksOf(view).filter(({ check, publicUrl }) => check.outside && publicUrl !== undefined);
  const { heartbeats } = outsideLimits[vendor].plans[environment.uptime.plan];
  const jobs = heartbeats ? jobsOf(view).filter(({ job }) => isWatched(vendor, job)) : [];
  const monitors = new Set(checks.map(({ key }) => key));
  if (vendor === "uptimerobot")
    return {
      lookups: unique(checks.flatMap((resolved) => notifiedBy(view, resolved, vendor).map(alertContact))),
      resources: [
        ...checks.map((resolved) => uptimeRobotMonitor(environment, resolved, notifiedBy(view, resolved, vendor))),
        ...jobs.map(uptimeRobotHeartbeat),
        ...pages.map((page) => uptimeRobotPage(page, environment, monitors)),
      ],
    };
  return {
    lookups: unique(escalationPolicies(checks, jobs)),
    resources: [
      ...checks.map((resolved) => betterStackMonitor(environment, resolved)),
      ...jobs.map(betterStackHeartbeat),
      ...pages.flatMap((page) => betterStackPage(page, environment, monitors)),
    ],
  };
}

function planOf(view: View): UptimePlan {
  const { environment } = view;
  const vendor = environment.uptime.outside === "none" ? undefined : environment.uptime.outside;
  const deadMansSwitch = plannedDeadMansSwitch(view);
  const by = environment.uptime.statusPages;
  const statusPages = by === "none" ? [] : publicPages(view).map((page) => pageOf(view, by, page));
  const pages = wholePages(statusPages.filter(({ by }) => by === vendor));
  return {
    environment: environment.id,
    ...(deadMansSwitch === undefined ? {} : { deadMansSwitch }),
    outside: environment.uptime.outside,
    checks: checksOf(view).map((resolved) => plannedCheck(view, resolved)),
    ...(vendor === undefined ? { lookups: [], resources: [] } : atVendor(view, vendor, pages)),
    statusPages,
    notPlanned: notPlanned(view, vendor),
  };
}

/** Returns the plan of one environment's checks, external monitors, status pages and dead man's switch. */
export function uptimePlan(view: View): UptimePlan {
  const plan = planOf(view);
  const before = formerView(view);
  return before === undefined ? plan : { ...plan, resources: withFormerNames(plan.resources, planOf(before).resources) };
}

/** Renders `uptime.json` of one environment. */
export const renderUptime = (view: View, folder: string): RenderedFile => planFile(`${folder}/uptime.json`, uptimePlan(view));
