import { owner, person, shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shopIn({ id: "staging", pages: false }),
    owners: [{ ...owner, pager: true, contacts: { critical: [{ via: "pagerduty", service: "shop" }], warning: person, info: person } }],
  },
  lines: [
    "owners.shop.contacts.critical: got only pagerduty; staging does not page (pages: false), so no contact remains there: add a contact of another type",
  ],
};
