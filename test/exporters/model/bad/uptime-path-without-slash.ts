import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "health", port: 80 }] }),
  lines: ['systems.shop.services.web.uptime[0].path: got "health"; expected a path that starts with "/"'],
};
