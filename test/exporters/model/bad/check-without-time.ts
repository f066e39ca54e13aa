import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, interval: "0s", timeout: "0ms" }] }),
  lines: [
    "systems.shop.services.web.uptime[0].interval: got 0s; expected a longer duration",
    "systems.shop.services.web.uptime[0].timeout: got 0s; expected a longer duration",
  ],
};
