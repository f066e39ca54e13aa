import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: "9464" } }),
  lines: ['systems.shop.services.web.instrumentation.port: got "9464"; expected a number'],
};
