import { contactText, isPager, pagingTypes } from "../receivers";
import { checkUnique, type Known } from "./cross-checks";
import { checkDestinations } from "./destinations";
import { checkProfiles } from "./discovery-checks";
import { checkEndpoints } from "./endpoints";
import type { Environment, EnvironmentEntry } from "./environments-schema";
import { notAllowed } from "./object";
import type { Contact, Owner } from "./owners-schema";
import type { Problem } from "./problems";
import { isLoopback } from "./loopback";
import { isOnOwnMachine } from "./public-url";
import type { System } from "./schema";
import { severities } from "./thresholds";

/** Reports severities at which an owner has only paging contacts, in an environment that does not page. No contact would remain. */
function checkReach(environment: Environment, owner: Owner): Problem[] {
  if (environment.pages) return [];
  return severities
    .filter((severity) => owner.contacts[severity].every(isPager))
    .map((severity) => ({
      where: `owners.${owner.id}.contacts.${severity}`,
      message: `got only ${[...new Set(owner.contacts[severity].map(({ via }) => via))].join(" and ")}; ${environment.id} does not page (pages: false), so no contact remains there: add a contact of another type`,
    }));
}

/** Reports an owner whose critical alerts page no one in production with `pages: true`, unless the owner has `pager: false`. */
function checkPaged(environment: Environment, { id, pager, contacts: { critical } }: Owner): Problem[] {
  if (!environment.production || !environment.pages || !pager || critical.some(isPager)) return [];
  return [
    {
      where: `owners.${id}.contacts.critical`,
      message: `got only ${critical.map(contactText).join(", ")}; no critical alert of ${environment.id} would page this team: add a contact with via: ${pagingTypes.map((via) => JSON.stringify(via)).join(" or ")}, or write pager: false for a team that no one pages`,
    },
  ];
}

/** Reports contacts that post to the dead man's switch, which would count every message as a heartbeat. */
function checkSwitch(environment: Environment, owners: readonly Owner[], systems: readonly System[]): Problem[] {
  const name = environment.deadMansSwitch;
  const isSwitch = (contact: Contact) => contact.via === "webhook" && contact.name === name;
  const places = [
    ...owners.flatMap((owner) =>
      severities.filter((severity) => owner.contacts[severity].some(isSwitch)).map((severity) => `owners.${owner.id}.contacts.${severity}`),
    ),
    ...systems.flatMap((system) => [
      ...(system.tenantContacts.some(isSwitch) ? [`systems.${system.id}.tenantContacts`] : []),
      ...(name !== undefined && system.automation === name ? [`systems.${system.id}.automation`] : []),
    ]),
  ];
  return places.map((where) => ({
    where,
    message: `got the webhook ${JSON.stringify(name)}, the dead man's switch of ${environment.id}, which takes each message for a heartbeat: name another webhook`,
  }));
}

/** Reports public hosts that are loopback addresses, unless the stack runs on the user's machine. */
const checkHosts = (environment: Environment, systems: readonly System[]): Problem[] =>
  isOnOwnMachine(environment)
    ? []
    : systems
        .flatMap((system) => [
          { where: `systems.${system.id}.hosts.${environment.id}`, host: system.hosts[environment.id] },
          ...system.services.map((service) => ({
            where: `systems.${system.id}.services.${service.name}.hosts.${environment.id}`,
            host: service.hosts[environment.id],
          })),
        ])
        .flatMap(({ where, host }) =>
          host === undefined || !isLoopback(host)
            ? []
            : [{ where, message: `got ${JSON.stringify(host)}, which no other machine can reach: write the public host, or remove it` }],
        );

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

/** Returns the IDs of the systems that the environment monitors. */
export function watchedSystems({ systems }: Pick<EnvironmentEntry, "systems">, systemIds: readonly string[]): string[] {
  if (systems === "all") return [...systemIds];
  return Array.isArray(systems) ? systems : systemIds.filter((id) => !systems.except.includes(id));
}

/**
 * Reports IDs of systems that are unknown or occur twice. `except` may exclude every system: the environment then monitors only the stack
 * and discovered services.
 */
export function checkSelection({ id, systems }: Pick<EnvironmentEntry, "id" | "systems">, systemIds: readonly string[]): Problem[] {
  const names = systems === "all" ? [] : Array.isArray(systems) ? systems : systems.except;
  const where = `environments.${id}.systems${Array.isArray(systems) || systems === "all" ? "" : ".except"}`;
  return [
    ...checkUnique(where, names),
    ...names.filter((name) => !systemIds.includes(name)).map((name) => ({ where, message: notAllowed(name, systemIds, "systems") })),
  ];
}

/** Reports settings about a cluster's metrics that would have no effect. */
const checkKubelets = (root: string, environment: Environment): Problem[] =>
  environment.hostMetrics === "kubernetes"
    ? []
    : (["kubeletCertificates", "kubeStateMetrics"] as const)
        .filter((field) => environment[field] !== undefined)
        .map((field) => ({
          where: `${root}.${field}`,
          message: `got ${JSON.stringify(environment[field])}, which has no effect without hostMetrics: "kubernetes": add it, or remove ${field}`,
        }));

/** Runs the checks that compare the fields of one environment with each other, or with systems and owners. */
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
  const reached = known.owners.filter((owner) => answering.has(owner.id));
  return [
    ...problems,
    ...checkKubelets(root, environment),
    ...checkProfiles(root, environment),
    ...checkDestinations(`${root}.destinations`, environment.destinations, environment.systems),
    ...checkOverrides(root, environment, known),
    ...reached.flatMap((owner) => [...checkReach(environment, owner), ...checkPaged(environment, owner)]),
    ...checkSwitch(environment, reached, watched),
    ...checkHosts(environment, watched),
    ...checkEndpoints(environment.id, watched),
  ];
}

/** Reports systems that no environment selects. Nothing would monitor them. */
export function checkSelected(environments: readonly Environment[], systems: readonly System[]): Problem[] {
  const selected = new Set(environments.flatMap((environment) => environment.systems));
  return systems
    .filter(({ id }) => environments.length > 0 && !selected.has(id))
    .map(({ id }) => ({
      where: `systems.${id}`,
      message: "no environment selects the system, so nothing monitors it: add it to the systems of an environment, or remove its file",
    }));
}
