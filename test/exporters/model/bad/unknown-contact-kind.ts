import { owner, person, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    owners: [{ ...owner, contacts: { critical: [{ via: "slak", channel: "shop" }], warning: person, info: person } }],
  },
  lines: [
    'owners.shop.contacts.critical[0].via: unknown via: got "slak"; allowed: discord, email, pagerduty, slack, webhook; did you mean "slack"?',
  ],
};
