import type { View } from "../model/catalogue";
import { isLoopback } from "../model/loopback";
import { isOnOwnMachine, publicHost } from "../model/public-url";
import type { Service, System } from "../model/schema";
import { inBrowsers, type Sentry } from "../model/sentry-schema";
import { sentryProjectSlug } from "../model/naming";
import { oldBrowsers, type InboundFilterInputs } from "./inputs/projects";
import { keyOf, type Reference } from "../vendor-plan";
import type { SentryResource } from "./model";

/** A service with its Sentry block, its system and the slug of its Sentry project. */
export interface SentryService {
  readonly system: System;
  readonly service: Service;
  readonly sentry: Sentry;
  readonly slug: string;
}

const servicesOf = (view: View, systems: readonly System[]): SentryService[] =>
  systems.flatMap((system) =>
    system.services.flatMap((service) =>
      "sentry" in service && service.sentry !== undefined
        ? [{ system, service, sentry: service.sentry, slug: sentryProjectSlug(system.id, service.name, view.environment.id) }]
        : [],
    ),
  );

/** Returns the monitored services of the environment that send errors to Sentry. */
export const sentryServices = (view: View): SentryService[] => servicesOf(view, view.systems);

/** Returns the services that send errors to Sentry in the environment, although the environment does not monitor the services. */
export const unmonitoredServices = (view: View): SentryService[] => servicesOf(view, view.onlyInSentry);

/** Returns all services that have a Sentry project in the environment. */
export const servicesWithProject = (view: View): SentryService[] => [...sentryServices(view), ...unmonitoredServices(view)];

const hour = 3600;

/**
 * Returns the inbound filters. The filter `localhost` is off in an environment on the user's machine, because real events come from
 * localhost there.
 */
const filtersOf = (view: View, { platform }: Sentry): Pick<InboundFilterInputs, "filter" | "active" | "browsers">[] => [
  { filter: "browser-extensions", active: true },
  { filter: "filtered-transaction", active: true },
  inBrowsers.has(platform)
    ? { filter: "legacy-browser", active: true, browsers: [...oldBrowsers].sort() }
    : { filter: "legacy-browser", active: false },
  { filter: "localhost", active: !isOnOwnMachine(view.environment) },
  { filter: "web-crawlers", active: true },
];

function allowedDomains(view: View, { system, service, sentry }: SentryService): string[] {
  if (sentry.allowedDomains !== undefined) return [...sentry.allowedDomains].sort();
  const host = publicHost(view.environment.id, system, service);
  return inBrowsers.has(sentry.platform) && host !== undefined && !isLoopback(host) ? [host] : ["*"];
}

/**
 * Returns ownership rules. The first rule assigns every issue with a stack trace to the service's owner. Later rules take precedence,
 * because Sentry uses the last matching rule.
 */
const ownershipRules = ({ service, sentry }: SentryService): string =>
  [`path:* #${service.owner}`, ...sentry.ownership.map(({ path, owner }) => `path:${path} #${owner}`).sort()].join("\n");

/** Returns the organisation and project of a service's Sentry resources. */
export const inProjectOf = (organization: string, { slug }: SentryService): { organization: string; project: Reference } => ({
  organization,
  project: { $ref: keyOf({ type: "sentry:Project", name: slug }), output: "vendorId" },
});

/** Returns a reference to an output of a Sentry team: its slug (`vendorId`) or its numeric ID (`teamId`). */
export const team = (owner: string, output: "vendorId" | "teamId"): Reference => ({
  $ref: keyOf({ type: "sentry:Team", name: owner }),
  output,
});

/** Returns the Sentry project of one service, with its key, filters and other settings. */
export function projectOf(view: View, organization: string, of: SentryService): SentryResource[] {
  const { service, sentry, slug: name } = of;
  const at = inProjectOf(organization, of);
  const owners = [...new Set([service.owner, ...sentry.ownership.map(({ owner }) => owner)])].sort();
  return [
    {
      type: "sentry:Project",
      name,
      inputs: {
        organization,
        team: team(service.owner, "vendorId"),
        slug: name,
        name,
        platform: sentry.platform,
        dataScrubber: sentry.scrubPii,
        dataScrubberDefaults: sentry.scrubPii,
        scrubIpAddresses: sentry.scrubPii,
        sensitiveFields: [...sentry.sensitiveFields].sort(),
        allowedDomains: allowedDomains(view, of),
        resolveAgeHours: Math.max(1, Math.round(sentry.resolveAge / hour)),
      },
    },
    { type: "sentry:Key", name, inputs: { ...at, name: service.name, rateLimit: { count: sentry.eventsPerHour, windowSeconds: hour } } },
    ...filtersOf(view, sentry).map((filter): SentryResource => ({
      type: "sentry:InboundFilter",
      name: `${name}-${filter.filter}`,
      inputs: { ...at, ...filter },
    })),
    { type: "sentry:SpikeProtection", name, inputs: at },
    {
      type: "sentry:Ownership",
      name,
      inputs: { ...at, raw: ownershipRules(of), fallthrough: true, autoAssignment: "Auto Assign to Issue Owner" },
      after: owners.map((owner) => team(owner, "vendorId").$ref),
    },
    { type: "sentry:ErrorDetector", name, inputs: at },
  ];
}
