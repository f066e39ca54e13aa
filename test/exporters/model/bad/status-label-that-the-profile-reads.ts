import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 9464, statusLabel: "status_code" } }),
  lines: [
    'systems.shop.services.web.instrumentation.statusLabel: got "status_code"; the profile prom-client already reads this label: remove statusLabel',
  ],
};
