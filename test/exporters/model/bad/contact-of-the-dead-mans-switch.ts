import { owner, person, shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    systems: [{ ...system("shop", web), automation: "heartbeat", tenantContacts: [{ via: "webhook", name: "heartbeat" }] }],
    owners: [{ ...owner, contacts: { critical: [...person, { via: "webhook", name: "heartbeat" }], warning: person, info: person } }],
  },
  lines: [
    'owners.shop.contacts.critical: got the webhook "heartbeat", the dead man\'s switch of production, which takes each message for a heartbeat: name another webhook',
    'systems.shop.tenantContacts: got the webhook "heartbeat", the dead man\'s switch of production, which takes each message for a heartbeat: name another webhook',
    'systems.shop.automation: got the webhook "heartbeat", the dead man\'s switch of production, which takes each message for a heartbeat: name another webhook',
  ],
};
