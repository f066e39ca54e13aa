import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    instrumentation: { profile: "opentelemetry" },
    thresholds: { latencyP95: { warning: { above: "1s", routes: ["/api/*"] } } },
  }),
  lines: [
    "systems.shop.services.web.thresholds.latencyP95.warning.routes: got /api/*; the application pushes the metrics of the opentelemetry profile, so Prometheus cannot mark single routes: declare these routes as a service that Prometheus scrapes, or remove routes",
  ],
};
