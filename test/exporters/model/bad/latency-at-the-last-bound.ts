import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    instrumentation: { profile: "fastapi-instrumentator", port: 8000 },
    thresholds: { latencyP95: { critical: "1s" } },
  }),
  lines: [
    "systems.shop.services.web.thresholds.latencyP95.critical: got 1s; the bounds of the histogram are 0.1, 0.5, 1 (seconds), and percentiles never exceed the last bound, so the alert could never fire: add a bound above 1 to the buckets in the application and in instrumentation.buckets, or use the nearest bound that can be exceeded, 500ms",
  ],
};
