import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, json: { "checks.in": "ok" } }] }),
  lines: [
    'systems.shop.services.web.uptime[0].json.checks.in: got "checks.in"; "in" is a reserved word of CEL, with which blackbox_exporter compares: use keyword or body for this value',
  ],
};
