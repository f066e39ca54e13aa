import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client" } }),
  lines: [
    "systems.shop.services.web.instrumentation.port: got nothing; the prom-client profile is scraped: give the port of its metrics endpoint",
  ],
};
