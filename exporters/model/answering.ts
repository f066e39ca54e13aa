import { isPager, pagingTypes } from "../receivers";
import type { View } from "./catalogue";
import { CatalogueError } from "./problems";
import { severities, type Severity } from "./thresholds";
import type { Contact, Owner } from "./owners-schema";

/**
 * Returns the owners that receive alerts in the environment, sorted by ID: the platform's owner and the owners of the monitored services.
 * With discovery, these are all owners of the catalogue, because a discovered service may belong to any owner.
 */
export function answeringOwners(view: View): Owner[] {
  const { platformOwner, discovery } = view.environment;
  if (discovery.length > 0) return [...view.owners];
  const ids = new Set([platformOwner, ...view.systems.flatMap((system) => system.services.map((service) => service.owner))]);
  return view.owners.filter((owner) => ids.has(owner.id));
}

/**
 * Returns the owner's contacts for a severity. An environment with `pages: false` leaves paging contacts out. Throws CatalogueError if no
 * contact remains.
 */
export function contactsOf(view: View, owner: Owner, severity: Severity): Contact[] {
  const { id, pages } = view.environment;
  const contacts = owner.contacts[severity].filter((contact) => pages || !isPager(contact));
  if (contacts.length === 0)
    throw new CatalogueError([
      {
        where: `owners.${owner.id}.contacts.${severity}`,
        message: `no contact is left in ${id}, which does not page (pages: false): add a contact that is not ${pagingTypes.join(" or ")}`,
      },
    ]);
  return contacts;
}

/**
 * Returns every contact that the environment notifies, without duplicates: those of owners, tenants and automation, and the dead man's
 * switch.
 */
export function allContacts(view: View): Contact[] {
  const { deadMansSwitch } = view.environment;
  const contacts: Contact[] = [
    ...answeringOwners(view).flatMap((owner) => severities.flatMap((severity) => contactsOf(view, owner, severity))),
    ...view.systems.flatMap((system) => [
      ...system.tenantContacts,
      ...(system.automation === undefined ? [] : [{ via: "webhook", name: system.automation } as const]),
    ]),
    ...(deadMansSwitch === undefined ? [] : [{ via: "webhook", name: deadMansSwitch } as const]),
  ];
  return [...new Map(contacts.map((contact) => [JSON.stringify(contact), contact])).values()];
}
