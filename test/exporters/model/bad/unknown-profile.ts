import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-clint", port: 9464 } }),
  lines: [
    'systems.shop.services.web.instrumentation.profile: got "prom-clint"; allowed: express-prom-bundle, fastapi-instrumentator, opentelemetry, prom-client, request-counter; did you mean "prom-client"?',
  ],
};
