import type { View } from "../../exporters/model/catalogue";
import {
  automationReceiverName,
  chosenReceiverName,
  contactSecret,
  deadMansSwitchReceiver,
  receiverName,
  secretsFolder,
  noNotificationReceiver,
  tenantReceiverName,
} from "../../exporters/model/naming";
import { severities, type Severity } from "../../exporters/model/thresholds";
import { gatusHeartbeatFile, gatusHeartbeatUrl } from "../../exporters/uptime/gatus";
import { answeringOwners, contactsOf } from "../../exporters/model/answering";
import { contactText, receiverTypeOf, type Contact, type SenderField } from "../../exporters/receivers";
import type { Message, Sender } from "../../exporters/receivers/model";
import type { Alert } from "../model";
import { chosenContacts, chosenIn } from "./chosen-contacts";
import { withoutNotification } from "./without-notification";
import type { Receiver } from "./model";
import { ownerMessage, tenantMessage } from "./texts";

/** The contacts and options of one receiver. */
interface Notified {
  readonly name: string;
  readonly contacts: readonly Contact[];
  readonly severity: Severity;
  readonly message: Message;
  /** Set if the contacts receive no resolved notification. */
  readonly onlyFiring?: true;
}

/** The line of a notification that names the owner and the notified contacts. Empty if there are no contacts. */
const reached = (title: string, contacts: readonly Contact[]): string =>
  contacts.length === 0 ? "" : `Owner: ${title}. Notified: ${contacts.map(contactText).join(", ")}.`;

const systemsOf = ({ systems }: View, owner: string): View["systems"] =>
  systems.filter(({ services }) => services.some((service) => service.owner === owner));

function secretFile(contact: Contact): string {
  const key = contactSecret(contact);
  if (key === undefined) throw new Error(`The address of ${contact.via} is not a secret.`);
  return `${secretsFolder}/${key}`;
}

function receiver({ environment: { delivery } }: View, { name, contacts, severity, message, onlyFiring }: Notified): Receiver {
  const senders = new Map<SenderField, Sender[]>();
  for (const contact of contacts) {
    const { alertmanager } = receiverTypeOf(contact);
    const { field } = alertmanager;
    const config = alertmanager.sender({ contact, severity, message, delivery, secretFile: () => secretFile(contact) });
    const sender = onlyFiring === true ? { ...config, send_resolved: false } : config;
    senders.set(field, [...(senders.get(field) ?? []), sender]);
  }
  return { name, ...Object.fromEntries(senders) };
}

/** The receiver of the dead man's switch. It sends no resolved notifications, because they would count as heartbeats. */
const heartbeat = (contact: Contact): Receiver => ({
  name: deadMansSwitchReceiver,
  webhook_configs: [
    { send_resolved: false, url_file: secretFile(contact) },
    // Gatus expects the heartbeat too. If the heartbeat stops, Gatus notifies independently of Prometheus.
    {
      send_resolved: false,
      url: gatusHeartbeatUrl,
      http_config: { authorization: { type: "Bearer", credentials_file: gatusHeartbeatFile } },
    },
  ],
});

const heartbeatContact = ({ environment: { deadMansSwitch } }: View): Contact[] =>
  deadMansSwitch === undefined ? [] : [{ via: "webhook", name: deadMansSwitch }];

/** The receivers for the contacts that thresholds choose with `notify`. Several services of an owner may share such a receiver. */
function chosenReceivers(view: View): Notified[] {
  const all = answeringOwners(view).flatMap((owner) =>
    chosenIn(view)
      .filter((chosen) => chosen.owner === owner.id)
      .map((chosen) => ({
        name: chosenReceiverName(owner.id, chosen.severity, chosen.notify),
        contacts: chosenContacts(view, owner, chosen),
        severity: chosen.severity,
        message: ownerMessage(reached(owner.title, chosenContacts(view, owner, chosen)), systemsOf(view, owner.id)),
      })),
  );
  return [...new Map(all.map((notified) => [notified.name, notified])).values()];
}

/**
 * All receivers except that of the dead man's switch and that of the alerts without notification. Each owner has a receiver for each
 * severity, and a further receiver for each set of contact types that the owner's services choose at this severity. A system with
 * `tenantContacts` has a receiver for its tenants. A system with `automation` has a receiver for its automation.
 */
function notifiedIn(view: View): Notified[] {
  const owners = answeringOwners(view).flatMap((owner) =>
    severities.map((severity) => ({
      name: receiverName(owner.id, severity),
      contacts: contactsOf(view, owner, severity),
      severity,
      message: ownerMessage(reached(owner.title, contactsOf(view, owner, severity)), systemsOf(view, owner.id)),
    })),
  );
  const tenants = view.systems
    .filter(({ tenantContacts }) => tenantContacts.length > 0)
    .map(({ id, tenantContacts }) => ({
      name: tenantReceiverName(id),
      contacts: tenantContacts,
      severity: "info" as const,
      message: tenantMessage,
      // A tenant is notified once for each severity in each quota period. A resolved notification at the end of the period would be a
      // second notification.
      onlyFiring: true as const,
    }));
  const automation = view.systems.flatMap(({ id, automation: name }) =>
    name === undefined
      ? []
      : [
          {
            name: automationReceiverName(id),
            contacts: [{ via: "webhook", name } as const],
            severity: "info" as const,
            message: ownerMessage("", []),
          },
        ],
  );
  return [...owners, ...chosenReceivers(view), ...tenants, ...automation];
}

/** All receivers of the environment, including that of the dead man's switch and that of the alerts without notification. */
export const receiversOf = (view: View, alerts: readonly Alert[]): Receiver[] => [
  ...heartbeatContact(view).map(heartbeat),
  ...(withoutNotification(alerts).length === 0 ? [] : [{ name: noNotificationReceiver }]),
  ...notifiedIn(view).map((notified) => receiver(view, notified)),
];

/** All contacts of the environment's receivers. */
export const notifiedContacts = (view: View): Contact[] => [
  ...heartbeatContact(view),
  ...notifiedIn(view).flatMap(({ contacts }) => [...contacts]),
];
