import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health" }] }),
  lines: [
    "systems.shop.services.web.uptime.health.port: got nothing; a check with a path needs a port: give the port on which the service serves the path",
  ],
};
