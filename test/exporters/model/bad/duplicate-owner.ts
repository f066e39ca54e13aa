import { owner, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [owner, owner] },
  lines: ['owners: got "shop" twice; names must be unique: rename or remove one of them'],
};
