import { httpProfiles } from "../instrumentation/http";
import { isPager } from "../receivers";
import { onlyPushes } from "./push-checks";
import type { Environment } from "./environments-schema";
import { notAllowed } from "./object";
import type { Owner } from "./owners-schema";
import type { Problem } from "./problems";
import type { Service, System } from "./schema";
import { routesText } from "./threshold-text";
import { severities, type OwnValue, type Severity, type ThresholdKey, type Thresholds } from "./thresholds";
import { show } from "./units";

/** A threshold that a service sets, with its key and severity. */
interface Entry {
  readonly key: ThresholdKey;
  readonly severity: Severity;
  readonly own: OwnValue;
}

const entriesOf = (thresholds: Thresholds): Entry[] =>
  (Object.keys(thresholds) as ThresholdKey[]).flatMap((key) =>
    severities.flatMap((severity) => {
      const own = thresholds[key]?.[severity];
      return own === undefined ? [] : [{ key, severity, own }];
    }),
  );

/** Whether any of the thresholds has a condition besides its quantity. */
export const hasConditions = (thresholds: Thresholds): boolean =>
  entriesOf(thresholds).some(({ own }) => [own.for, own.least, own.routes, own.notify].some((condition) => condition !== undefined));

/** Reports types of contacts that the owner does not have at the threshold's severity. */
function checkNotify(where: string, { severity, own: { notify = [] } }: Entry, owner: Owner | undefined): Problem[] {
  if (owner === undefined) return [];
  const types = [...new Set(owner.contacts[severity].map(({ via }) => via))];
  return notify
    .filter((via) => !(types as readonly string[]).includes(via))
    .map((via) => ({
      where: `${where}.notify`,
      message: notAllowed(via, types, `types of the contacts that ${owner.id} has for ${severity} alerts`),
    }));
}

/**
 * Reports routes that cannot be measured separately: routes of a service that pushes its metrics to Prometheus, excluded routes, a second
 * list of routes, and a route that another one includes.
 */
function checkRoutes(where: string, service: Service, entries: readonly Entry[]): Problem[] {
  if (service.kind !== "http") return [];
  const grouped = entries.flatMap(({ key, severity, own: { routes } }) =>
    routes === undefined ? [] : [{ at: `${where}.thresholds.${key}.${severity}.routes`, routes, text: routesText(routes) }],
  );
  const [first] = grouped;
  if (first === undefined) return [];
  const { profile } = service.instrumentation;
  if (httpProfiles[profile].transport === "otlp" && !onlyPushes(service))
    return [
      {
        where: first.at,
        message: `got ${first.text}; the application pushes the metrics of the ${profile} profile, so Prometheus cannot mark single routes: declare these routes as a service that Prometheus scrapes, or remove routes`,
      },
    ];
  const excluded = grouped.flatMap(({ at, routes }) => {
    const none = routes.filter((route) => service.instrumentation.excludeRoutes.includes(route));
    return none.map((route) => ({
      where: at,
      message: `got ${show(route)}, which instrumentation.excludeRoutes leaves out of latency, so the alert could never fire: remove it from one of the two`,
    }));
  });
  const others = grouped
    .filter(({ text }) => text !== first.text)
    .map(({ at, text }) => ({
      where: at,
      message: `got ${text}, and ${first.text} at another severity; a service has one list of routes: write the same routes at every severity`,
    }));
  const overlapping = grouped.flatMap(({ at, routes }) =>
    routes.flatMap((route) =>
      routes
        .filter((other) => other !== route && other.endsWith("*") && route.startsWith(other.slice(0, -1)))
        .map((other) => ({
          where: at,
          message: `got ${show(route)}, which ${show(other)} includes; a request counts for one entry only: remove one of them`,
        })),
    ),
  );
  return [...excluded, ...others, ...overlapping];
}

/** Checks the conditions `notify` and `routes` of a service's own thresholds. `alert-rules/effective.ts` checks `for`. */
export function checkConditions(where: string, service: Service, thresholds: Thresholds | undefined, owners: readonly Owner[]): Problem[] {
  const entries = entriesOf(thresholds ?? {});
  const owner = owners.find(({ id }) => id === service.owner);
  return [
    ...entries.flatMap((entry) => checkNotify(`${where}.thresholds.${entry.key}.${entry.severity}`, entry, owner)),
    ...checkRoutes(where, service, entries),
  ];
}

/** Reports thresholds whose `notify` names only paging contacts, in an environment that does not page. No contact would remain. */
export function checkNotified(environment: Environment, systems: readonly System[], owners: readonly Owner[]): Problem[] {
  if (environment.pages) return [];
  return systems.flatMap((system) =>
    system.services.flatMap((service) =>
      entriesOf(service.thresholds ?? {}).flatMap(({ key, severity, own: { notify } }): Problem[] => {
        const contacts = owners.find(({ id }) => id === service.owner)?.contacts[severity] ?? [];
        const chosen = contacts.filter(({ via }) => notify?.includes(via));
        if (chosen.length === 0 || !chosen.every(isPager)) return [];
        return [
          {
            where: `systems.${system.id}.services.${service.name}.thresholds.${key}.${severity}.notify`,
            message: `got only ${[...new Set(chosen.map(({ via }) => via))].join(" and ")}; ${environment.id} does not page (pages: false), so no contact remains there: add a contact of another type`,
          },
        ];
      }),
    ),
  );
}

/** Returns the group of routes in a service's own thresholds. Undefined if the thresholds name no routes. */
export const routesOf = (service: Service): readonly string[] | undefined =>
  entriesOf(service.thresholds ?? {})
    .map(({ own }) => own.routes)
    .find((routes) => routes !== undefined);
