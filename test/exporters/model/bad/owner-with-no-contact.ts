import { owner, person, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, contacts: { critical: [], warning: person, info: person } }] },
  lines: ["owners.shop.contacts.critical: got an empty list; nobody is reached: name at least one contact"],
};
