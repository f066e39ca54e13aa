import { notAllowed } from "./object";
import type { Environment } from "./environments-schema";
import { sentryProjectSlug } from "./naming";
import type { Problem } from "./problems";
import { publicUrl } from "./public-url";
import type { Service, System } from "./schema";
import { inBrowsers, withoutServer } from "./sentry-schema";
import { formatDuration } from "./units";
import { sentryIntervals, sentryMonitors, sentrySlugMax } from "./vendor-plans";

interface Entry {
  readonly environment: Environment;
  readonly system: System;
  readonly service: Service;
}

/** Returns the Sentry block of a service. Undefined if the service has none. */
export const sentryOf = (service: Service) => ("sentry" in service ? service.sentry : undefined);

const isWatched = (environment: Environment, system: System): boolean => environment.systems.includes(system.id);

function slugProblems({ environment, system, service }: Entry): Problem[] {
  if (sentryOf(service) === undefined) return [];
  const slug = sentryProjectSlug(system.id, service.name, environment.id);
  if (slug.length <= sentrySlugMax) return [];
  return [
    {
      where: `systems.${system.id}.services.${service.name}.name`,
      message: `its Sentry project would be called "${slug}", with ${slug.length} characters; at most ${sentrySlugMax} are allowed: shorten the service's name or the system's id`,
    },
  ];
}

/** Reports budgets that could never warn, because the service does not send the spans that the budgets need. */
function budgetProblems({ system, service }: Entry): Problem[] {
  const sentry = sentryOf(service);
  if (sentry === undefined) return [];
  const root = `systems.${system.id}.services.${service.name}.sentry`;
  const names = Object.keys(sentry.budgets) as (keyof typeof sentry.budgets)[];
  if (sentry.sampleRate === 0 && names.length > 0)
    return [
      {
        where: `${root}.sampleRate`,
        message: `got 0 with budgets (${names.join(", ")}), which are computed from sent spans: set a higher share, or remove the budgets`,
      },
    ];
  return names.flatMap((name) => {
    const where = `${root}.budgets.${name}`;
    if (name === "lcp" && !inBrowsers.has(sentry.platform))
      return [
        {
          where,
          message: `got a limit on the platform ${sentry.platform}, which runs no code in browsers: remove the limit, or correct sentry.platform`,
        },
      ];
    if ((name === "apiDuration" || name === "apiErrorsPerHour") && withoutServer.has(sentry.platform))
      return [
        {
          where,
          message: `got a limit on the platform ${sentry.platform}, which serves no requests: set the limit on the service that serves them`,
        },
      ];
    return [];
  });
}

function monitorProblems({ environment, system, service }: Entry): Problem[] {
  const root = `systems.${system.id}.services.${service.name}`;
  const checks = service.uptime.filter((check) => check.sentry);
  const jobs = service.jobs.filter((job) => job.sentry);
  if (sentryOf(service) === undefined)
    return [...checks.map(({ name }) => `uptime.${name}`), ...jobs.map(({ name }) => `jobs.${name}`)].map((name) => ({
      where: `${root}.${name}.sentry`,
      message: "got true, but the service has no sentry block: add the block, or write sentry: false",
    }));
  return checks.flatMap((check) => {
    const where = `${root}.uptime.${check.name}`;
    if (publicUrl(environment.id, system, service, check) === undefined)
      return [
        {
          where,
          message: `got sentry: true, but no public host for ${environment.id}: add one to hosts of the service or the system, or write sentry: false`,
        },
      ];
    if (check.interval !== undefined && !sentryIntervals.includes(check.interval))
      return [
        {
          where: `${where}.interval`,
          message: `got ${formatDuration(check.interval)}; Sentry supports ${sentryIntervals.map(formatDuration).join(", ")}: use one of them, or write sentry: false`,
        },
      ];
    return [];
  });
}

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

function countProblems(entries: readonly Entry[], organization: string, kind: "uptime" | "cron"): Problem[] {
  const { what, included, price } = sentryMonitors[kind];
  const own = entries.filter(({ environment }) => environment.sentry?.organization === organization && environment.sentry.monitors);
  const first = own[0]?.environment;
  if (first?.sentry === undefined) return [];
  const got = own.reduce(
    (sum, { service }) => sum + (kind === "uptime" ? service.uptime : service.jobs).filter((item) => item.sentry).length,
    0,
  );
  const paid = Math.max(...own.map(({ environment }) => environment.sentry?.paidMonitors[kind] ?? 0));
  const sells = first.sentry.plan !== "developer";
  const most = included + (sells ? paid : 0);
  if (got <= most) return [];
  const more = got - included;
  const cost = `${more} more cost${more === 1 ? "s" : ""} ${dollars(more * price)} per month`;
  const remedy = sells
    ? `set paidMonitors.${kind}: ${more} (${cost})`
    : `use the team plan with paidMonitors.${kind}: ${more} (${cost}, in addition to the plan's price)`;
  return [
    {
      where: `environments.${first.id}.sentry.paidMonitors.${kind}`,
      message: `got ${got} ${what}s in the organisation ${organization}; its ${first.sentry.plan} plan includes ${included}${sells && paid > 0 ? `, and paidMonitors.${kind} allows ${paid} more` : ""}: ${remedy}, or write sentry: false on ${got - most} of them`,
    },
  ];
}

/**
 * Reports settings that Sentry does not support or that have no effect, unknown owners, and more monitors than the Sentry plan and
 * `paidMonitors` allow.
 */
export function checkSentry(environments: readonly Environment[], systems: readonly System[], ownerIds: readonly string[]): Problem[] {
  const entriesOf = (environment: Environment, of: (system: System) => boolean): Entry[] =>
    systems.filter(of).flatMap((system) => system.services.map((service) => ({ environment, system, service })));
  const atSentry = environments.filter(({ sentry }) => sentry !== undefined);
  const entries = atSentry.flatMap((environment) => entriesOf(environment, (system) => isWatched(environment, system)));
  const unmonitored = atSentry
    .filter(({ sentry }) => sentry?.projects === "all")
    .flatMap((environment) => entriesOf(environment, (system) => !isWatched(environment, system)));
  const owners = systems.flatMap((system) =>
    system.services.flatMap((service) =>
      (sentryOf(service)?.ownership ?? [])
        .filter(({ owner }) => !ownerIds.includes(owner))
        .map(({ path, owner }) => ({
          where: `systems.${system.id}.services.${service.name}.sentry.ownership.${path}`,
          message: notAllowed(owner, ownerIds, "owners"),
        })),
    ),
  );
  const organizations = [...new Set(environments.flatMap(({ sentry }) => (sentry === undefined ? [] : [sentry.organization])))].sort();
  const found = [
    ...owners,
    ...unmonitored.flatMap(slugProblems),
    ...entries.flatMap((entry) => [
      ...slugProblems(entry),
      ...budgetProblems(entry),
      ...(entry.environment.sentry?.monitors === true ? monitorProblems(entry) : []),
    ]),
    ...organizations.flatMap((organization) => (["uptime", "cron"] as const).flatMap((kind) => countProblems(entries, organization, kind))),
  ];
  return [...new Map(found.map((problem) => [`${problem.where}: ${problem.message}`, problem])).values()];
}
