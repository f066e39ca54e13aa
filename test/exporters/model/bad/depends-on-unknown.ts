import { postgres, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, dependsOn: ["postgress"] }, postgres),
  lines: ['systems.shop.services.web.dependsOn: got "postgress"; services of this system: postgres; did you mean "postgres"?'],
};
