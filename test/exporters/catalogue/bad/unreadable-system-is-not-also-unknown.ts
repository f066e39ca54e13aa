import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [{ ...system("shop", web), titel: "Shop" }] },
  lines: ['systems.shop: unknown key: got "titel"; allowed: description, hosts, id, services, title; did you mean "title"?'],
};
