import { isPager } from "../receivers";
import { checkUnique, type Known } from "./cross-checks";
import type { Environment, EnvironmentEntry } from "./environments-schema";
import { notAllowed } from "./object";
import type { Owner } from "./owners-schema";
import type { Problem } from "./problems";
import { severities } from "./thresholds";

/** Reports severities whose contacts are all paging contacts, if the environment does not page. The owner would receive no notification. */
function checkReach(environment: Environment, owner: Owner): Problem[] {
  if (environment.pages) return [];
  return severities
    .filter((severity) => owner.contacts[severity].every(isPager))
    .map((severity) => ({
      where: `owners.${owner.id}.contacts.${severity}`,
      message: `got only ${[...new Set(owner.contacts[severity].map(({ via }) => via))].join(" and ")}; ${environment.id} does not page (pages: false), so no contact remains there: add a contact of another type`,
    }));
}

/** Reports an override that overrides nothing. */
function checkContent(where: string, { thresholds, slo }: Environment["overrides"][number]): Problem[] {
  if (slo !== undefined || Object.values(thresholds).some((levels) => Object.keys(levels ?? {}).length > 0)) return [];
  return [{ where, message: "the override has no effect, because it is empty: write thresholds or slo, or remove the override" }];
}

function checkOverrides(root: string, environment: Environment, known: Known): Problem[] {
  return environment.overrides.flatMap((override) => {
    const where = `${root}.overrides.${override.system}/${override.service}`;
    if (!environment.systems.includes(override.system)) {
      return [
        {
          where,
          message: `the override has no effect, because the environment does not monitor the system: ${notAllowed(override.system, environment.systems, "systems of this environment")}`,
        },
      ];
    }
    const system = known.systems.find((candidate) => candidate.id === override.system);
    const names = system?.services.map((service) => service.name) ?? [override.service];
    if (names.includes(override.service)) return checkContent(where, override);
    return [
      {
        where,
        message: `the override has no effect, because the system has no such service: ${notAllowed(override.service, names, "services of this system")}`,
      },
    ];
  });
}

/** IDs of the systems that the environment monitors. */
export function watchedSystems({ systems }: Pick<EnvironmentEntry, "systems">, systemIds: readonly string[]): string[] {
  if (systems === "all") return [...systemIds];
  return Array.isArray(systems) ? systems : systemIds.filter((id) => !systems.except.includes(id));
}

/** Reports unknown and duplicate names of systems. An empty selection is valid: it monitors only the stack and discovered services. */
export function checkSelection({ id, systems }: Pick<EnvironmentEntry, "id" | "systems">, systemIds: readonly string[]): Problem[] {
  const names = systems === "all" ? [] : Array.isArray(systems) ? systems : systems.except;
  const where = `environments.${id}.systems${Array.isArray(systems) || systems === "all" ? "" : ".except"}`;
  return [
    ...checkUnique(where, names),
    ...names.filter((name) => !systemIds.includes(name)).map((name) => ({ where, message: notAllowed(name, systemIds, "systems") })),
  ];
}

/** Runs the checks of one environment that involve systems and owners. */
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
      message:
        "got nothing; without a dead man's switch, production monitoring can fail unnoticed: name the webhook contact that expects the heartbeat",
    });
  }
  const ids = new Set(environment.systems);
  const watched = known.systems.filter((system) => ids.has(system.id));
  // A discovered service may belong to any owner.
  const answering = new Set(
    environment.discovery.length > 0
      ? known.ownerIds
      : [environment.platformOwner, ...watched.flatMap((system) => system.services.map((service) => service.owner))],
  );
  const unreached = known.owners.filter((owner) => answering.has(owner.id)).flatMap((owner) => checkReach(environment, owner));
  return [...problems, ...checkOverrides(root, environment, known), ...unreached];
}
