import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(web, web),
  lines: ['systems.shop.services: got "web" twice; a name stands for one thing: rename or remove one of them'],
};
