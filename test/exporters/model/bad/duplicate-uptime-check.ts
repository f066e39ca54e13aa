import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { path: "/health", port: 80 },
      { path: "/ready", port: 80 },
    ],
  }),
  lines: ['systems.shop.services.web.uptime: got "health" twice; names must be unique: rename or remove one of them'],
};
