import { owner, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, title: 7 }] },
  lines: ["owners.shop.title: got 7; expected a string"],
};
