import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [50, 100, 500, 1000, 5000] } }),
  lines: [
    "systems.shop.services.web.instrumentation.buckets: got 50, 100, 500, 1000, 5000; bounds are in seconds, and no request takes longer than an hour: write 500 milliseconds as 0.5",
  ],
};
