import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, name: "unlisted" }),
  lines: [
    'systems.shop.services.unlisted.name: got "unlisted", which is the name of all services that the catalogue does not list: choose another name',
  ],
};
