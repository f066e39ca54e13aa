import type { View } from "../model/catalogue";
import { isLoopback, isOnOwnMachine, publicHost } from "../model/public-url";
import type { Service, System } from "../model/schema";
import { inBrowsers, type Sentry } from "../model/sentry-schema";
import { sentryProjectSlug } from "../model/naming";
import type { SentryFilter, SentryProject } from "./model";

/** A service with its block, its system and what its project is called. */
export interface SentryService {
  readonly system: System;
  readonly service: Service;
  readonly sentry: Sentry;
  readonly slug: string;
}

/** Services of the environment whose errors go to Sentry. */
export const sentryServices = (view: View): SentryService[] =>
  view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      "sentry" in service && service.sentry !== undefined
        ? [{ system, service, sentry: service.sentry, slug: sentryProjectSlug(system.id, service.name, view.environment.id) }]
        : [],
    ),
  );

/** Seconds that a key's limit is counted over. */
const hour = 3600;
const oldBrowsers = ["android", "chrome", "edge", "firefox", "ie", "opera", "opera_mini", "safari"];

/** Noise that is nobody's fault. On one's own machine events do come from localhost. */
const filtersOf = (view: View, { platform }: Sentry): SentryFilter[] => [
  { id: "browser-extensions", active: true },
  { id: "filtered-transaction", active: true },
  { id: "legacy-browser", subfilters: inBrowsers.has(platform) ? oldBrowsers : [] },
  { id: "localhost", active: !isOnOwnMachine(view.environment) },
  { id: "web-crawlers", active: true },
];

function allowedDomains(view: View, { system, service, sentry }: SentryService): string[] {
  if (sentry.allowedDomains !== undefined) return [...sentry.allowedDomains].sort();
  const host = publicHost(view.environment.id, system, service);
  return inBrowsers.has(sentry.platform) && host !== undefined && !isLoopback(host) ? [host] : ["*"];
}

/** An issue always has an owner: the first rule matches everything, and the last that matches counts. */
const ownershipRules = ({ service, sentry }: SentryService): string =>
  [`path:* #${service.owner}`, ...sentry.ownership.map(({ path, owner }) => `path:${path} #${owner}`).sort()].join("\n");

/** The project of one service. */
export function projectOf(view: View, of: SentryService): SentryProject {
  const { system, service, sentry, slug } = of;
  return {
    slug,
    name: slug,
    system: system.id,
    service: service.name,
    environment: view.environment.id,
    team: service.owner,
    platform: sentry.platform,
    settings: {
      dataScrubber: sentry.scrubPii,
      dataScrubberDefaults: sentry.scrubPii,
      scrubIPAddresses: sentry.scrubPii,
      sensitiveFields: [...sentry.sensitiveFields].sort(),
      allowedDomains: allowedDomains(view, of),
      resolveAge: Math.max(1, Math.round(sentry.resolveAge / hour)),
    },
    key: { name: service.name, rateLimit: { count: sentry.eventsPerHour, window: hour } },
    filters: filtersOf(view, sentry),
    ownership: { raw: ownershipRules(of), fallthrough: true, autoAssignment: "Auto Assign to Issue Owner" },
    spikeProtection: true,
  };
}
