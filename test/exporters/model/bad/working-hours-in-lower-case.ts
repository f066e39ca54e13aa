import { owner, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    owners: [{ ...owner, workingHours: { timeZone: "europe/berlin", days: ["monday"], from: "08:00", to: "18:00" } }],
  },
  lines: [
    'owners.shop.workingHours.timeZone: got "europe/berlin", which is not the IANA spelling of a time zone; use an IANA name like "Europe/Berlin"',
  ],
};
