import { httpProfiles } from "../instrumentation/http";
import { checkBuckets, checkLatency } from "./latency-bounds";
import { repeated } from "./lists";
import { patternsOf } from "./log-patterns";
import { dnsLabel } from "./naming";
import { checkConditions } from "./threshold-conditions";
import { notAllowed } from "./object";
import { checkObjectives } from "./objectives";
import type { Owner } from "./owners-schema";
import type { Problem } from "./problems";
import { checkPushing, onlyPushes } from "./push-checks";
import { checkReferences } from "./references";
import { checkRenames } from "./renames";
import type { Service, System } from "./schema";
import { severities, severeFiresFirst, thresholdSpecs, type ThresholdKey, type Thresholds } from "./thresholds";
import { formatQuantity } from "./units";
import { checkUnused } from "./unused-fields";
import { checkUptime } from "./uptime-checks";

export { checkLatency, checkLatencyBounds } from "./latency-bounds";

/** Entries that references may name. The IDs include those of invalid entries, so that one mistake is not reported twice. */
export interface Known {
  readonly owners: readonly Owner[];
  readonly ownerIds: readonly string[];
  readonly systems: readonly System[];
  readonly systemIds: readonly string[];
  readonly environmentIds: readonly string[];
}

/** Reports names that occur more than once. `where` is the path of the list in the catalogue. */
export function checkUnique(where: string, names: readonly string[]): Problem[] {
  return repeated(names).map((name) => ({
    where,
    message: `got "${name}" twice; names must be unique: rename or remove one of them`,
  }));
}

/** Reports thresholds whose more severe level would fire first, for example critical above 5 and warning above 10. */
export function checkLevels(where: string, thresholds: Thresholds | undefined): Problem[] {
  const problems: Problem[] = [];
  for (const [name, levels] of Object.entries(thresholds ?? {})) {
    const key = name as ThresholdKey;
    const { dimension, worse } = thresholdSpecs[key];
    for (const [severe, mild] of [
      ["critical", "warning"],
      ["warning", "info"],
      ["critical", "info"],
    ] as const) {
      const a = levels?.[severe];
      const b = levels?.[mild];
      if (a === undefined || b === undefined || !severeFiresFirst(key, a.value, b.value)) continue;
      problems.push({
        where: `${where}.thresholds.${key}`,
        message: `got ${severe} ${formatQuantity(a.value, dimension)} and ${mild} ${formatQuantity(b.value, dimension)}; ${severe} must be ${worse} ${mild} or equal to it: swap the two`,
      });
    }
  }
  return problems;
}

/** Reports thresholds that set no severity. */
const checkEmptyThresholds = (where: string, thresholds: Thresholds | undefined): Problem[] =>
  Object.entries(thresholds ?? {})
    .filter(([, levels]) => levels !== undefined && severities.every((severity) => levels[severity] === undefined))
    .map(([key]) => ({
      where: `${where}.thresholds.${key}`,
      message: "got no severity; write critical, warning or info, or remove the threshold",
    }));

/** Reports labels of the application that Prometheus need not, or cannot, copy to the labels that the profile reads. */
function checkOwnLabels(where: string, service: Service): Problem[] {
  if (service.kind !== "http") return [];
  const { profile, statusLabel, routeLabel } = service.instrumentation;
  const { failed, route, transport } = httpProfiles[profile];
  return (
    [
      ["statusLabel", statusLabel, failed.label],
      ["routeLabel", routeLabel, route],
    ] as const
  ).flatMap(([key, own, read]): Problem[] => {
    if (own === undefined || (transport === "scrape" && own !== read)) return [];
    const why =
      transport !== "scrape"
        ? `the profile ${profile} pushes its metrics, so Prometheus cannot copy the label at a scrape`
        : `the profile ${profile} already reads this label`;
    return [{ where: `${where}.instrumentation.${key}`, message: `got ${JSON.stringify(own)}; ${why}: remove ${key}` }];
  });
}

function checkPorts(where: string, service: Service): Problem[] {
  const problems: Problem[] = [];
  if (
    (service.kind === "http" && service.instrumentation.profile !== "opentelemetry") ||
    (service.kind === "worker" && service.instrumentation.profile !== "arq")
  ) {
    if (service.instrumentation.port === undefined) {
      problems.push({
        where: `${where}.instrumentation.port`,
        message: `got nothing; the ${service.instrumentation.profile} profile needs the port that Prometheus scrapes: give the port of the metrics endpoint`,
      });
    }
  }
  problems.push(...checkOwnLabels(where, service));
  if (service.kind === "worker" && service.workers !== undefined && service.instrumentation.profile !== "arq")
    problems.push({
      where: `${where}.workers`,
      message: `got ${service.workers} with the profile ${service.instrumentation.profile}; only arq workers are counted in Redis, and Prometheus scrapes each worker of other profiles: remove workers`,
    });
  return problems;
}

/**
 * Reports `excludeRoutes` on a profile whose metrics the application can push to Prometheus, because Prometheus labels excluded routes only
 * when it scrapes. Services with `reachedBy: "push"` are not reported: they push to the gateway, which labels the excluded routes.
 */
function checkExcludedRoutes(where: string, service: Service): Problem[] {
  if (service.kind !== "http") return [];
  const { profile, excludeRoutes } = service.instrumentation;
  if (httpProfiles[profile].transport === "scrape" || onlyPushes(service) || excludeRoutes.length === 0) return [];
  return [
    {
      where: `${where}.instrumentation.excludeRoutes`,
      message: `got ${excludeRoutes.map((route) => JSON.stringify(route)).join(", ")}; the application pushes the metrics of the ${profile} profile, so Prometheus cannot exclude these routes from latency and traffic: exclude them in the application (with the instrumentation's ignore list, or a view that drops them), and remove excludeRoutes`,
    },
  ];
}

/** Reports keys that are not IDs of environments. */
function checkKeys(where: string, byEnvironment: Readonly<Record<string, unknown>>, { environmentIds }: Known): Problem[] {
  return Object.keys(byEnvironment)
    .filter((environment) => !environmentIds.includes(environment))
    .map((environment) => ({ where, message: notAllowed(environment, environmentIds, "environments") }));
}

const activeUsersOf = (service: Service) => ("sentry" in service ? service.sentry?.budgets.activeUsers : undefined) ?? {};

const browserOriginsOf = (service: Service) => ("browser" in service ? service.browser?.origins : undefined) ?? {};

/** Runs the checks that compare several fields of one system, or a field with other entries of the catalogue. */
export function checkSystem(system: System, known: Known): Problem[] {
  const root = `systems.${system.id}`;
  return [
    ...checkKeys(`${root}.hosts`, system.hosts, known),
    ...checkUnique(
      `${root}.services`,
      system.services.map((service) => service.name),
    ),
    ...system.services.flatMap((service) => {
      const where = `${root}.services.${service.name}`;
      return [
        ...(known.ownerIds.includes(service.owner)
          ? []
          : [{ where: `${where}.owner`, message: notAllowed(service.owner, known.ownerIds, "owners") }]),
        ...checkKeys(`${where}.hosts`, service.hosts, known),
        ...checkKeys(`${where}.sentry.budgets.activeUsers`, activeUsersOf(service), known),
        ...checkUnique(
          `${where}.uptime`,
          service.uptime.map((check) => check.name),
        ),
        ...checkUnique(
          `${where}.jobs`,
          service.jobs.map((job) => job.name),
        ),
        ...checkUnique(
          `${where}.logs.patterns`,
          patternsOf(service).map((pattern) => pattern.name),
        ),
        ...checkPorts(where, service),
        ...checkUptime(where, service),
        ...checkPushing(where, service),
        ...checkKeys(`${where}.browser.origins`, browserOriginsOf(service), known),
        ...checkUnused(where, service),
        ...checkExcludedRoutes(where, service),
        ...checkEmptyThresholds(where, service.thresholds),
        ...checkLevels(where, service.thresholds),
        ...checkBuckets(where, service),
        ...checkLatency(where, service, service.thresholds),
        ...checkConditions(where, service, service.thresholds, known.owners),
        ...checkObjectives(where, service),
      ];
    }),
    ...checkReferences(`${root}.services`, system),
    ...checkRenames(system),
  ];
}

/**
 * Reports names that are equal when their parts are joined: `a-b` + `c` and `a` + `b-c` both give `a-b-c`. Two services or checks would
 * then share a workload, a secret or a probe.
 */
export function checkJoinedNames(systems: readonly System[]): Problem[] {
  const taken = { service: new Map<string, string>(), probe: new Map<string, string>() };
  const problems: Problem[] = [];
  const take = (space: keyof typeof taken, name: string, path: string) => {
    const first = taken[space].get(name);
    if (first === undefined) taken[space].set(name, path);
    else if (first !== path)
      problems.push({ where: path, message: `its derived name "${name}" is already that of ${first}: rename one of the two` });
  };
  for (const system of systems) {
    for (const service of system.services) {
      const path = `systems.${system.id}.services.${service.name}`;
      take("service", dnsLabel(system.id, service.name), path);
      for (const check of service.uptime) take("probe", `${system.id}-${service.name}-${check.name}`, `${path}.uptime.${check.name}`);
    }
  }
  return problems;
}
