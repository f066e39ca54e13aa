import { environment, shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    systems: [system("shop", { ...web, name: "eu-web" }), system("shop-eu", web)],
    environments: [{ ...environment, systems: "all" }],
  },
  lines: [
    'systems.shop-eu.services.web: its derived name "shop-eu-web" is already that of systems.shop.services.eu-web: rename one of the two',
  ],
};
