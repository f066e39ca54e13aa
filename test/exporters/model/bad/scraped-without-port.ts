import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client" } }),
  lines: [
    "systems.shop.services.web.instrumentation.port: got nothing; the prom-client profile needs the port that Prometheus scrapes: give the port of the metrics endpoint",
  ],
};
