import { owner, person, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, contacts: { warning: person, info: person } }] },
  lines: ["owners.shop.contacts.critical: got nothing; expected a list"],
};
