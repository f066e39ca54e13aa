import type { OutsideVendor } from "./environment-vendors";
import type { Environment } from "./environments-schema";
import type { Problem } from "./problems";
import { joinableAssertions } from "./json-assertions";
import { publicUrl } from "./public-url";
import type { Service, System } from "./schema";
import { formatDuration } from "./units";
import type { UptimeCheck } from "./uptime-schema";
import { outsideLimits, type OutsideLimits, type OutsidePlan } from "./vendor-plans";

interface Entry {
  readonly system: System;
  readonly service: Service;
}

const entriesOf = (environment: Environment, systems: readonly System[]): Entry[] =>
  systems
    .filter((system) => environment.systems.includes(system.id))
    .flatMap((system) => system.services.map((service) => ({ system, service })));

const times = (seconds: readonly number[]): string => seconds.map(formatDuration).join(", ");

const costs = ({ price, asOf }: OutsideLimits): string => `the paid plan costs ${price} (as of ${asOf})`;

function intervalProblem(check: UptimeCheck, limits: OutsideLimits, plan: OutsidePlan, planName: string): string | undefined {
  const { interval } = check;
  if (interval === undefined) return undefined;
  if (interval < plan.floor)
    return `got an interval of ${formatDuration(interval)}; the ${planName} plan of ${limits.title} checks at most every ${formatDuration(plan.floor)}: use ${formatDuration(plan.floor)} or leave interval out${plan.floor > limits.plans.paid.floor ? `; ${costs(limits)}` : ""}`;
  const known = limits.intervals?.filter((time) => time >= plan.floor);
  if (known !== undefined && !known.includes(interval))
    return `got an interval of ${formatDuration(interval)}; ${limits.title} supports ${times(known)}: use one of them`;
  return undefined;
}

function timeoutProblem({ timeout }: UptimeCheck, { title, timeouts }: OutsideLimits): string | undefined {
  if ("only" in timeouts)
    return timeouts.only.includes(timeout)
      ? undefined
      : `got a timeout of ${formatDuration(timeout)}; ${title} supports ${times(timeouts.only)}: use one of them`;
  return timeout <= timeouts.most && Number.isInteger(timeout)
    ? undefined
    : `got a timeout of ${formatDuration(timeout)}; ${title} supports only whole seconds up to ${formatDuration(timeouts.most)}: round or lower the timeout`;
}

function jsonProblem(check: UptimeCheck, { title, jsonValues }: OutsideLimits): string | undefined {
  const got = joinableAssertions(check).reduce((sum, { values }) => sum + Math.max(1, values.length), 0);
  return jsonValues === undefined || got <= jsonValues
    ? undefined
    : `got ${got} expected values in json; ${title} compares at most ${jsonValues} per check: split the check, remove values, or write outside: false`;
}

function checkProblems(environment: Environment, vendor: OutsideVendor, { system, service }: Entry): Problem[] {
  const limits = outsideLimits[vendor];
  const plan = limits.plans[environment.uptime.plan];
  return service.uptime
    .filter((check) => check.outside)
    .flatMap((check) => {
      const where = `systems.${system.id}.services.${service.name}.uptime.${check.name}`;
      const messages = [
        publicUrl(environment.id, system, service, check) === undefined
          ? `got no public host for ${environment.id}, and its external monitor ${limits.title} needs one: add it to hosts of the service or the system, or write outside: false`
          : undefined,
        intervalProblem(check, limits, plan, environment.uptime.plan),
        timeoutProblem(check, limits),
        jsonProblem(check, limits),
        check.failures !== undefined && check.failures > 1 && !plan.threshold
          ? `got failures: ${check.failures}; the ${environment.uptime.plan} plan of ${limits.title} notifies at the first failure: leave failures out, or use the paid plan; ${costs(limits)}`
          : undefined,
      ];
      return messages.filter((message) => message !== undefined).map((message) => ({ where, message }));
    });
}

/** Reports the `regions` of checks in a system that Better Stack does not monitor. All other monitors ignore this field. */
function regionProblems(environments: readonly Environment[], system: System): Problem[] {
  if (environments.some(({ uptime, systems }) => uptime.outside === "betterstack" && systems.includes(system.id))) return [];
  return system.services.flatMap((service) =>
    service.uptime
      .filter(({ outside, regions }) => outside && regions.length > 0)
      .map(({ name, regions }) => ({
        where: `systems.${system.id}.services.${service.name}.uptime.${name}.regions`,
        message: `got ${regions.map((region) => JSON.stringify(region)).join(", ")}, but only ${outsideLimits.betterstack.title} checks from regions, and no environment that monitors the system uses it: set uptime.outside of an environment to "betterstack", or remove regions`,
      })),
  );
}

/** Reports more objects at a vendor than its free plan includes. `most` is undefined if the plan has no limit. */
export function countProblem(
  where: string,
  got: number,
  most: number | undefined,
  what: string,
  vendor: OutsideVendor,
  remedy: string,
): Problem[] {
  const limits = outsideLimits[vendor];
  if (most === undefined || got <= most) return [];
  const counted = `got ${got} ${what}${got === 1 ? "" : "s"} at ${limits.title} over all environments`;
  return [{ where, message: `${counted}; the free plan has ${most}: ${remedy}, or set plan: "paid"; ${costs(limits)}` }];
}

/**
 * Reports checks that the external monitor cannot run: the check has no public host, or the vendor or its plan does not support a setting.
 * Also reports `regions` that no monitor uses, and too many monitors on a free plan. All environments with the same vendor are assumed to
 * share one account, so their monitors are counted together.
 */
export function checkOutside(environments: readonly Environment[], systems: readonly System[]): Problem[] {
  const problems = environments.flatMap((environment) =>
    environment.uptime.outside === "none"
      ? []
      : entriesOf(environment, systems).flatMap((entry) => checkProblems(environment, environment.uptime.outside as OutsideVendor, entry)),
  );
  const counts = (Object.keys(outsideLimits) as OutsideVendor[]).flatMap((vendor) => {
    const { plans } = outsideLimits[vendor];
    const monitoring = environments.filter(({ uptime }) => uptime.outside === vendor && uptime.plan === "free");
    const monitors = monitoring
      .flatMap((environment) => entriesOf(environment, systems))
      .reduce(
        (sum, { service }) =>
          sum + service.uptime.filter((check) => check.outside).length + (plans.free.heartbeats ? service.jobs.length : 0),
        0,
      );
    const at = (found: readonly Environment[], key: string): string => `environments.${found.at(0)?.id ?? ""}.uptime.${key}`;
    return [
      ...countProblem(
        at(monitoring, "outside"),
        monitors,
        plans.free.monitors,
        "monitor",
        vendor,
        "write outside: false on the least important checks",
      ),
    ];
  });
  return [...problems, ...counts, ...systems.flatMap((system) => regionProblems(environments, system))];
}
