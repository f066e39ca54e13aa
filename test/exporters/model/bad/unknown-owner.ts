import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, owner: "shp" }),
  lines: ['systems.shop.services.web.owner: got "shp"; owners: shop; did you mean "shop"?'],
};
