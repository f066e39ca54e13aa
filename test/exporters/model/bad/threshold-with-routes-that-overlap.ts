import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP95: { warning: { above: "1s", routes: ["/api/*", "/api/orders"] } } }),
  lines: [
    'systems.shop.services.web.thresholds.latencyP95.warning.routes: got "/api/orders", which "/api/*" includes; a request counts for one entry only: remove one of them',
  ],
};
