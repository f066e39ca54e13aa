import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, json: { services: "ok", "services.redis": "ok", "servicesX.a": 1 } }] }),
  lines: [
    'systems.shop.services.web.uptime[0].json.services.redis: got a value within "services", for which the check expects a single value; no body has both: remove one of them',
  ],
};
