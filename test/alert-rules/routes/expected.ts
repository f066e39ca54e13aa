import { owners, environments, viewOf, systems } from "../../fixtures/catalogue";

export type EnvironmentId = string;
export type Severity = "critical" | "warning" | "info";
export const severities: readonly Severity[] = ["critical", "warning", "info"];
export type OwnerId = (typeof owners)[number]["id"];
export const ownerIds: readonly OwnerId[] = owners.map((owner) => owner.id);

interface WrittenContact {
  readonly via: string;
  readonly channel?: string;
  readonly service?: string;
  readonly name?: string;
  readonly to?: string;
}

/** The contact's name in these tests, such as `slack-shop-alerts` or `email-platform@example.com`. */
export const contactName = ({ via, channel, service, name, to }: WrittenContact): string =>
  `${via}-${channel ?? service ?? name ?? to ?? ""}`;

export function environment(id: EnvironmentId): (typeof environments)[number] {
  const found = environments.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no environment ${id}`);
  return found;
}

const watched = (id: EnvironmentId) => systems.filter((system) => viewOf(id).environment.systems.includes(system.id));

/** Owners that have routes in the environment. If the environment discovers services, these are all owners. */
export const answering = (id: EnvironmentId): string[] =>
  "discovery" in environment(id)
    ? [...ownerIds]
    : [...new Set([environment(id).platformOwner, ...watched(id).flatMap((system) => system.services.map((service) => service.owner))])];

/**
 * The contacts in `owners.ts` that an alert with this owner and severity must notify. An owner without routes in the environment counts as
 * the platform owner. PagerDuty is left out if the environment does not page.
 */
export function reached(id: EnvironmentId, owner: string, severity: Severity): string[] {
  const { pages, platformOwner } = environment(id);
  const answers = answering(id).includes(owner) ? owner : platformOwner;
  const contacts: readonly WrittenContact[] = owners.find((candidate) => candidate.id === answers)?.contacts[severity] ?? [];
  return contacts
    .filter((contact) => pages || contact.via !== "pagerduty")
    .map(contactName)
    .sort();
}

/** The environment's systems that notify their tenants, with the tenants' contacts. */
export const tenantSystems = (id: EnvironmentId): { id: string; contacts: string[] }[] =>
  watched(id)
    .filter((system) => (system.tenantContacts ?? []).length > 0)
    .map((system) => ({ id: system.id, contacts: (system.tenantContacts ?? []).map(contactName).sort() }));

/** The environment's systems that send alerts to an automation webhook, with the webhook. */
export const automatedSystems = (id: EnvironmentId): { id: string; contacts: string[] }[] =>
  watched(id).flatMap(({ id: system, automation }) =>
    automation === undefined ? [] : [{ id: system, contacts: [`webhook-${automation}`] }],
  );

/** The name of the receiver that an alert with this owner and severity must reach. */
export const receiverOf = (id: EnvironmentId, owner: string, severity: Severity): string =>
  `${answering(id).includes(owner) ? owner : environment(id).platformOwner}-${severity}`;
