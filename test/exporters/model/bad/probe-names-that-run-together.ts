import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, uptime: [{ name: "eu-db", path: "/db", port: 80 }] },
    { ...web, name: "web-eu", uptime: [{ name: "db", path: "/db", port: 80 }] },
  ),
  lines: [
    'systems.shop.services.web-eu.uptime.db: its derived name "shop-web-eu-db" is already that of systems.shop.services.web.uptime.eu-db: rename one of the two',
  ],
};
