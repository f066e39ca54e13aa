import type { z } from "zod";
import { announcementSchema, type Announcement } from "./announcements";
import { canonical } from "./canonical";
import { checkLatency, checkLevels, checkJoinedNames, checkSystem, checkUnique, type Known } from "./cross-checks";
import { checkEnvironment, checkSelected, checkSelection, watchedSystems } from "./environment-checks";
import { checkDiscovered } from "./discovery-checks";
import { checkOutside } from "./outside-checks";
import { checkStatusPages, noAnnouncements } from "./status-page-checks";
import { checkLogSources } from "./log-sources";
import { checkLighthouse } from "./lighthouse";
import { checkMeasured } from "./measured";
import { checkPushingIn } from "./push-checks";
import { checkSentry } from "./sentry-checks";
import { environmentSchema, type Environment } from "./environments-schema";
import { notAllowed } from "./object";
import { checkObjectiveOverride, mergeObjectives } from "./objectives";
import { ownerSchema, type Owner } from "./owners-schema";
import { plainError } from "./plain-errors";
import { CatalogueError, pathText, problemsOf, type Problem } from "./problems";
import { systemSchema, type Service, type System } from "./schema";
import { checkConditions, checkNotified, hasConditions } from "./threshold-conditions";
import { severities, type ThresholdKey, type Thresholds } from "./thresholds";

/** The catalogue before parsing: any entry may be invalid. */
export interface CatalogueInput {
  readonly systems: readonly unknown[];
  readonly owners: readonly unknown[];
  readonly environments: readonly unknown[];
  /** Announcements for the status pages. Default: none. */
  readonly announcements?: readonly unknown[];
}

/** Everything that one environment monitors, with the environment's overrides applied. The lists are sorted, and the object is frozen. */
export interface View {
  readonly environment: Environment;
  readonly systems: readonly System[];
  /** Systems that the environment does not monitor, but whose applications have Sentry projects in it. No override applies to them. */
  readonly onlyInSentry: readonly System[];
  readonly owners: readonly Owner[];
  /** Announcements for the environment's status pages, newest first. */
  readonly announcements: readonly Announcement[];
}

/** A catalogue that has been parsed and is valid. */
export interface Catalogue {
  readonly systems: readonly System[];
  readonly owners: readonly Owner[];
  readonly environments: readonly Environment[];
  /** IDs of the environments, in the order of the catalogue. */
  readonly environmentIds: readonly string[];
  /** Returns the view of one environment. Throws CatalogueError if the environment is unknown. */
  view(environment: string): View;
}

/** Valid entries, parsed and sorted by ID, and the IDs of all entries, including invalid ones. */
interface Parsed<T> {
  readonly values: T[];
  readonly ids: readonly string[];
}

const idOf = (value: unknown): string | undefined =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : undefined;

/** Turns `services[0].thresholds` into `services.orders.thresholds`. */
function serviceNames(input: unknown): (path: readonly PropertyKey[]) => string {
  return (path) => {
    const [first, index, ...rest] = path;
    if (first !== "services" || typeof index !== "number") return pathText(path);
    const services = (input as { services?: readonly unknown[] }).services;
    const service = services?.[index];
    const named = typeof service === "object" && service !== null && "name" in service && typeof service.name === "string";
    return pathText(["services", named ? (service.name as string) : index, ...rest]);
  };
}

function parseAll<S extends z.ZodType<{ id: string }>>(
  kind: string,
  schema: S,
  inputs: readonly unknown[],
  problems: Problem[],
): Parsed<z.output<S>> {
  const values: z.output<S>[] = [];
  for (const [index, input] of inputs.entries()) {
    const parsed = schema.safeParse(input, { error: plainError });
    if (parsed.success) values.push(canonical(parsed.data));
    else problems.push(...problemsOf(pathText([kind, idOf(input) ?? index]), parsed.error, serviceNames(input)));
  }
  const ids = inputs.map(idOf).filter((id) => id !== undefined);
  problems.push(...checkUnique(kind, ids));
  return { values: values.sort(byId), ids };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

const byId = <T extends { id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const byName = <T extends { name: string }>(a: T, b: T): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/**
 * Merges an override into the service's own thresholds, field by field. If the override changes only the quantity, the conditions of the
 * service's threshold stay.
 */
function mergeThresholds(base: Thresholds | undefined, over: Thresholds): Thresholds {
  const keys = [...new Set([...Object.keys(base ?? {}), ...Object.keys(over)])].sort() as ThresholdKey[];
  const merged = (key: ThresholdKey) =>
    severities.flatMap((severity) => {
      const [own, other] = [base?.[key]?.[severity], over[key]?.[severity]];
      return own === undefined && other === undefined ? [] : [[severity, { ...own, ...other }] as const];
    });
  return Object.fromEntries(keys.map((key) => [key, Object.fromEntries(merged(key))]));
}

const serviceOptions = new Map(systemSchema.shape.services.element.options.map((option) => [option.shape.kind.value, option]));

/** Keys of the thresholds that a kind of service supports. */
export function thresholdKeysOf(kind: Service["kind"]): ThresholdKey[] {
  const block = serviceOptions.get(kind)?.shape.thresholds.unwrap();
  return Object.keys(block?.shape ?? {}) as ThresholdKey[];
}

function applyOverrides(system: System, environment: Environment, owners: readonly Owner[], problems: Problem[]): System {
  const overrides = environment.overrides.filter((entry) => entry.system === system.id);
  const services = system.services.map((service) => {
    const override = overrides.find((entry) => entry.service === service.name);
    if (override === undefined) return service;
    const where = `environments.${environment.id}.overrides.${system.id}/${service.name}`;
    const allowed = thresholdKeysOf(service.kind);
    for (const key of Object.keys(override.thresholds)) {
      if (!allowed.includes(key as ThresholdKey))
        problems.push({
          where,
          message: `the override has no effect, because a service of kind ${service.kind} has no such threshold: ${notAllowed(key, allowed)}`,
        });
    }
    const thresholds = mergeThresholds(service.thresholds, override.thresholds);
    problems.push(
      ...checkLevels(where, thresholds),
      ...checkLatency(where, service, override.thresholds),
      ...(hasConditions(override.thresholds) ? checkConditions(where, service, thresholds, owners) : []),
      ...checkObjectiveOverride(where, service, override.slo),
    );
    if (service.kind !== "http" || override.slo === undefined) return { ...service, thresholds };
    return { ...service, thresholds, slo: mergeObjectives(service.slo, override.slo) };
  });
  return { ...system, services: services.sort(byName) };
}

/** Parses the announcements and sorts them, newest first. Reports invalid ones, and those that no status page would show. */
function parseAnnouncements(inputs: readonly unknown[], environments: readonly Environment[], problems: Problem[]): Announcement[] {
  const read = inputs.flatMap((input, index): Announcement[] => {
    const where = `announcements[${index}]`;
    const parsed = announcementSchema.safeParse(input, { error: plainError });
    if (!parsed.success) {
      problems.push(...problemsOf(where, parsed.error));
      return [];
    }
    const environment = environments.find(({ id }) => id === parsed.data.environment);
    if (environment === undefined) {
      const ids = environments.map(({ id }) => id);
      problems.push({ where: `${where}.environment`, message: notAllowed(parsed.data.environment, ids, "environments") });
      return [];
    }
    const { systems: watched, uptime } = environment;
    if (uptime.statusPages !== "gatus")
      problems.push({ where: `${where}.environment`, message: noAnnouncements(environment.id, uptime.statusPages) });
    if (!watched.includes(parsed.data.system))
      problems.push({
        where: `${where}.system`,
        message: notAllowed(parsed.data.system, watched, `systems of ${parsed.data.environment}`),
      });
    return [parsed.data];
  });
  return read.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.message < b.message ? -1 : 1));
}

/** Parses the catalogue, and validates all entries that can be parsed. Throws one CatalogueError that lists all mistakes found. */
export function loadCatalogue(input: CatalogueInput): Catalogue {
  const problems: Problem[] = [];
  const owners = parseAll("owners", ownerSchema, input.owners, problems);
  const systems = parseAll("systems", systemSchema, input.systems, problems);
  const entries = parseAll("environments", environmentSchema, input.environments, problems);
  const systemIds = [...new Set(systems.ids)].sort();
  problems.push(...entries.values.flatMap((entry) => checkSelection(entry, systemIds)));
  const environments = entries.values.map((entry): Environment => ({ ...entry, systems: watchedSystems(entry, systemIds) }));
  const known: Known = {
    owners: owners.values,
    ownerIds: owners.ids,
    systems: systems.values,
    systemIds,
    environmentIds: entries.ids,
  };
  problems.push(...systems.values.flatMap((system) => checkSystem(system, known)), ...checkJoinedNames(systems.values));
  const announcements = parseAnnouncements(input.announcements ?? [], environments, problems);
  const views = new Map<string, View>();
  for (const environment of environments) {
    problems.push(...checkEnvironment(environment, known));
    const ids = new Set(environment.systems);
    const watched = systems.values.filter((system) => ids.has(system.id));
    const applied = watched.map((system) => applyOverrides(system, environment, owners.values, problems));
    problems.push(...checkNotified(environment, applied, owners.values));
    const announced = announcements.filter((entry) => entry.environment === environment.id);
    const onlyInSentry = environment.sentry?.projects === "all" ? systems.values.filter((system) => !ids.has(system.id)) : [];
    views.set(environment.id, deepFreeze({ environment, systems: applied, onlyInSentry, owners: owners.values, announcements: announced }));
  }
  problems.push(
    ...(environments.length === input.environments.length ? checkSelected(environments, systems.values) : []),
    ...checkMeasured(environments, systems.values),
    ...checkLogSources(environments, systems.values),
    ...checkDiscovered(environments, systems.values),
    ...checkPushingIn(environments, systems.values),
    ...checkLighthouse(environments, systems.values),
    ...checkOutside(environments, systems.values),
    ...checkStatusPages(environments, systems.values),
    ...checkSentry(environments, systems.values, owners.ids),
  );
  if (problems.length > 0) throw new CatalogueError(problems);
  return deepFreeze({
    owners: owners.values,
    systems: systems.values,
    environments,
    environmentIds: entries.ids,
    view(id: string): View {
      const view = views.get(id);
      if (view === undefined)
        throw new CatalogueError([{ where: "environments", message: notAllowed(id, [...views.keys()], "environments") }]);
      return view;
    },
  });
}
