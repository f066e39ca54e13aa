import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, body: "(ok" }] }),
  lines: [
    'systems.shop.services.web.uptime[0].body: got "(ok"; a regular expression that RE2 knows is wanted (no look-ahead, no back reference), like: "status":\\s*"ok"',
  ],
};
