import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, dependsOn: [] }),
  lines: [
    "systems.shop.services.web.dependsOn: got an empty list, which has no effect: name a service of this system, or remove dependsOn",
  ],
};
