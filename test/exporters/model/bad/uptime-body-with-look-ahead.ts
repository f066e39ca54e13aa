import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, body: "(?!degraded)" }] }),
  lines: [
    'systems.shop.services.web.uptime[0].body: got "(?!degraded)"; a regular expression that RE2 knows is wanted (no look-ahead, no back reference), like: "status":\\s*"ok"',
  ],
};
