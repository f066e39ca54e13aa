import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(web, web),
  lines: ['systems.shop.services: got "web" twice; names must be unique: rename or remove one of them'],
};
