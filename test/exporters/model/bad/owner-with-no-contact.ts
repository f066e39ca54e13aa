import { owner, person, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, contacts: { critical: [], warning: person, info: person } }] },
  lines: ["owners.shop.contacts.critical: got an empty list, so alerts would have no receiver: name at least one contact"],
};
