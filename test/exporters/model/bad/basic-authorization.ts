import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 9464, authorization: "Basic" } }),
  lines: [
    'systems.shop.services.web.instrumentation.authorization: got "Basic", which Prometheus does not accept as a scheme: let the endpoint accept a bearer token, and write "Bearer"',
  ],
};
