import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "opentelemetry", excludeRoutes: ["/health", "/events"] } }),
  lines: [
    'systems.shop.services.web.instrumentation.excludeRoutes: got "/events", "/health"; the application pushes the metrics of the opentelemetry profile, so Prometheus cannot exclude these routes from latency and traffic: exclude them in the application (with the instrumentation\'s ignore list, or a view that drops them), and remove excludeRoutes',
  ],
};
