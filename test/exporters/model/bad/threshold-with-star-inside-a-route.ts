import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP95: { warning: { above: "1s", routes: ["/api/*/orders"] } } }),
  lines: [
    'systems.shop.services.web.thresholds.latencyP95.warning.routes[0]: got "/api/*/orders"; expected a route like "/api/orders", or "/api/*" for all routes that begin with "/api/"; "*" is allowed only at the end',
  ],
};
