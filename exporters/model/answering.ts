import { isPager, pagingTypes } from "../receivers";
import type { View } from "./catalogue";
import { CatalogueError } from "./problems";
import { severities, type Severity } from "./thresholds";
import type { Contact, Owner } from "./owners-schema";

/** Owners of something in the environment, by ID: the platform's owner and those of its services. With discovery, every owner. */
export function answeringOwners(view: View): Owner[] {
  const { platformOwner, discovery } = view.environment;
  if (discovery.length > 0) return [...view.owners];
  const ids = new Set([platformOwner, ...view.systems.flatMap((system) => system.services.map((service) => service.owner))]);
  return view.owners.filter((owner) => ids.has(owner.id));
}

/** Contacts of an owner in the environment; without pages, paging contacts are left out. Throws when no contact is left. */
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

/** Every contact that the environment notifies, each once: owners, tenants, automation, the dead man's switch. */
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
