import { owner, person, shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shopIn({ id: "staging", pages: false }),
    owners: [{ ...owner, contacts: { critical: [{ via: "pagerduty", service: "shop" }], warning: person, info: person } }],
  },
  lines: [
    "owners.shop.contacts.critical: got pagerduty alone, and staging pages nobody (pages: false), so nobody is reached there: add another contact",
  ],
};
