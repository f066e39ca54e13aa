import { owner, person, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    owners: [{ ...owner, contacts: { critical: [{ via: "pagerduty", service: "shop" }], warning: person, info: person } }],
  },
  lines: ["owners.shop.pager: got false, but a critical contact pages (PagerDuty shop): remove the contact, or remove pager"],
};
