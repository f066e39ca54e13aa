import { owner, person, shop, web, type Bad } from "../support";

const contacts = { critical: person, warning: [{ via: "email", to: "shop+{tenant}@example.com" }], info: person };

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, contacts }] },
  lines: [
    'owners.shop.contacts.warning[0].to: got "shop+{tenant}@example.com"; only tenantContacts may contain {tenant}, because notifications to a team may be about several tenants: write an address without it',
  ],
};
