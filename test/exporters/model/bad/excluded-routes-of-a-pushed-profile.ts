import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "opentelemetry", excludeRoutes: ["/health", "/events"] } }),
  lines: [
    'systems.shop.services.web.instrumentation.excludeRoutes: got "/events", "/health"; the opentelemetry profile is pushed, and nothing marks these routes on the way, so they would count as latency and traffic: leave them out in the application (the instrumentation\'s own ignore list, or a view that drops them), and remove excludeRoutes',
  ],
};
