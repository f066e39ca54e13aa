import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, status: [] }] }),
  lines: ["systems.shop.services.web.uptime[0].status: got an empty list; expected 1 or more entries"],
};
