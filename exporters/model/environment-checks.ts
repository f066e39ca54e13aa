import { isPager } from "../receivers";
import { checkUnique, type Known } from "./cross-checks";
import type { Environment, EnvironmentEntry } from "./environments-schema";
import { notAllowed } from "./object";
import type { Owner } from "./owners-schema";
import type { Problem } from "./problems";
import { severities } from "./thresholds";

/** Without pages, an owner who has nothing but pagers hears nothing. */
function checkReach(environment: Environment, owner: Owner): Problem[] {
  if (environment.pages) return [];
  return severities
    .filter((severity) => owner.contacts[severity].every(isPager))
    .map((severity) => ({
      where: `owners.${owner.id}.contacts.${severity}`,
      message: `got ${[...new Set(owner.contacts[severity].map(({ via }) => via))].join(" and ")} alone, and ${environment.id} pages nobody (pages: false), so nobody is reached there: add another contact`,
    }));
}

function checkOverrides(root: string, environment: Environment, known: Known): Problem[] {
  return environment.overrides.flatMap((override) => {
    const where = `${root}.overrides.${override.system}/${override.service}`;
    if (!environment.systems.includes(override.system)) {
      return [
        { where, message: `matches nothing: system: ${notAllowed(override.system, environment.systems, "systems of this environment")}` },
      ];
    }
    const system = known.systems.find((candidate) => candidate.id === override.system);
    const names = system?.services.map((service) => service.name) ?? [override.service];
    if (names.includes(override.service)) return [];
    return [{ where, message: `matches nothing: service: ${notAllowed(override.service, names, "services of this system")}` }];
  });
}

/** Ids of the systems that an environment watches. */
export function watchedSystems({ systems }: Pick<EnvironmentEntry, "systems">, systemIds: readonly string[]): string[] {
  if (systems === "all") return [...systemIds];
  return Array.isArray(systems) ? systems : systemIds.filter((id) => !systems.except.includes(id));
}

/** Names of systems that nothing has, and names that are written twice. A selection may leave nothing: the stack then watches itself, and what is discovered. */
export function checkSelection({ id, systems }: Pick<EnvironmentEntry, "id" | "systems">, systemIds: readonly string[]): Problem[] {
  const names = systems === "all" ? [] : Array.isArray(systems) ? systems : systems.except;
  const where = `environments.${id}.systems${Array.isArray(systems) || systems === "all" ? "" : ".except"}`;
  return [
    ...checkUnique(where, names),
    ...names.filter((name) => !systemIds.includes(name)).map((name) => ({ where, message: notAllowed(name, systemIds, "systems") })),
  ];
}

/** Everything about one environment that needs the systems and owners to judge. */
export function checkEnvironment(environment: Environment, known: Known): Problem[] {
  const root = `environments.${environment.id}`;
  const problems: Problem[] = [
    ...checkUnique(
      `${root}.overrides`,
      environment.overrides.map((entry) => `${entry.system}/${entry.service}`),
    ),
  ];
  if (!known.ownerIds.includes(environment.platformOwner)) {
    problems.push({ where: `${root}.platformOwner`, message: notAllowed(environment.platformOwner, known.ownerIds, "owners") });
  }
  if (environment.production && environment.deadMansSwitch === undefined) {
    problems.push({
      where: `${root}.deadMansSwitch`,
      message: "got nothing; production without a dead man's switch can die unseen: name the webhook contact that expects the heartbeat",
    });
  }
  const ids = new Set(environment.systems);
  const watched = known.systems.filter((system) => ids.has(system.id));
  // Whatever is discovered may be anybody's.
  const answering = new Set(
    environment.discovery.length > 0
      ? known.ownerIds
      : [environment.platformOwner, ...watched.flatMap((system) => system.services.map((service) => service.owner))],
  );
  const unreached = known.owners.filter((owner) => answering.has(owner.id)).flatMap((owner) => checkReach(environment, owner));
  return [...problems, ...checkOverrides(root, environment, known), ...unreached];
}
