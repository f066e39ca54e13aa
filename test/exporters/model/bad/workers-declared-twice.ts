import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, workerGroups: [{ name: "web" }, { name: "web" }] }),
  lines: ['systems.shop.services.web.workerGroups: got "web" twice; entries must be unique: remove one of them'],
};
