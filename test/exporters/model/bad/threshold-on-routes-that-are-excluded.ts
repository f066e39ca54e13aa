import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    instrumentation: { profile: "prom-client", port: 9464, excludeRoutes: ["/events"] },
    thresholds: { latencyP95: { warning: { above: "1s", routes: ["/api/*", "/events"] } } },
  }),
  lines: [
    'systems.shop.services.web.thresholds.latencyP95.warning.routes: got "/events", which instrumentation.excludeRoutes leaves out of latency, so the alert could never fire: remove it from one of the two',
  ],
};
