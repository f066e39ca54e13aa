import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { path: "/health", port: 80, body: "ok\\K" },
      { name: "long", path: "/long", port: 80, body: "a{2000}" },
    ],
  }),
  lines: [
    'systems.shop.services.web.uptime[0].body: got "ok\\\\K"; expected an RE2 regular expression (no look-ahead, no back reference), like: "status":\\s*"ok"',
    'systems.shop.services.web.uptime[1].body: got "a{2000}"; expected an RE2 regular expression (no look-ahead, no back reference), like: "status":\\s*"ok"',
  ],
};
