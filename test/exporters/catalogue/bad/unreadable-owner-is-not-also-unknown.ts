import { owner, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, titel: "Shop" }] },
  lines: ['owners.shop: unknown key: got "titel"; allowed: contacts, id, title, workingHours; did you mean "title"?'],
};
