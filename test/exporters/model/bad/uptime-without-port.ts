import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health" }] }),
  lines: ["systems.shop.services.web.uptime.health.port: got nothing; a path needs a port"],
};
