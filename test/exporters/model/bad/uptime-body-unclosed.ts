import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, body: "(ok" }] }),
  lines: [
    'systems.shop.services.web.uptime[0].body: got "(ok"; expected an RE2 regular expression (no look-ahead, no back reference), like: "status":\\s*"ok"',
  ],
};
