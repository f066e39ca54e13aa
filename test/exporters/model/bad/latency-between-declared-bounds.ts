import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 2, 5] },
    thresholds: { latencyP95: { critical: "1s" } },
  }),
  lines: [
    "systems.shop.services.web.thresholds.latencyP95.critical: got 1s; the bounds of the histogram are 0.5, 2, 5 (seconds), and between bounds a percentile is only an estimate: add 1 to the buckets in the application and in instrumentation.buckets, or use the nearest bound that can be exceeded, 500ms",
  ],
};
