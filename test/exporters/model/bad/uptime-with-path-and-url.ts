import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, url: "https://example.com/health" }] }),
  lines: [
    'systems.shop.services.web.uptime.health: got both path "/health" and url "https://example.com/health"; a check has only one address: remove one of them',
  ],
};
