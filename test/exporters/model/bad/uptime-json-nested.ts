import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", path: "/a", port: 80, json: { checks: { postgres: "ok" } } },
      { name: "b", path: "/b", port: 80, json: { status: null } },
    ],
  }),
  lines: [
    'systems.shop.services.web.uptime[0].json.checks: got {"postgres":"ok"}; expected a text, a number, true, false, a list of these, or "*" for any value; write the path of a nested value as "checks.postgres"',
    'systems.shop.services.web.uptime[1].json.status: got null; expected a text, a number, true, false, a list of these, or "*" for any value; write the path of a nested value as "checks.postgres"',
  ],
};
