import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 0.5] } }),
  lines: ["systems.shop.services.web.instrumentation.buckets: got 0.5 twice; bounds must be unique: remove one of them"],
};
