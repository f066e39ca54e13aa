import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 9464, excludeRoutes: ["health", "/events ", ""] } }),
  lines: [
    'systems.shop.services.web.instrumentation.excludeRoutes[0]: got "health"; expected a route without blanks that starts with "/", like "/events"',
    'systems.shop.services.web.instrumentation.excludeRoutes[1]: got "/events "; expected a route without blanks that starts with "/", like "/events"',
    'systems.shop.services.web.instrumentation.excludeRoutes[2]: got ""; expected a route without blanks that starts with "/", like "/events"',
  ],
};
