import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [{ ...system("shop", web), title: 7 }] },
  lines: ["systems.shop.title: got 7; expected a string"],
};
