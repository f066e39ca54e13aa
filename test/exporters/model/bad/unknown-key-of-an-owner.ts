import { owner, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, contact: {} }] },
  lines: ['owners.shop: unknown key: got "contact"; allowed: contacts, id, pager, title, workingHours; did you mean "contacts"?'],
};
