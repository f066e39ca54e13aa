import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, severity: "info" }] }),
  lines: ['systems.shop.services.web.uptime[0].severity: got "info"; allowed: critical, warning'],
};
