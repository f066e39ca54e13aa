import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [{ ...system("shop", web), hosts: { prodution: "shop.example.com" } }] },
  lines: ['systems.shop.hosts: got "prodution"; environments: production; did you mean "production"?'],
};
