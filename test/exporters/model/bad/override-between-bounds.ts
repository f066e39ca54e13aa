import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "web", thresholds: { latencyP95: { critical: "2s" } } }] }),
  lines: [
    "environments.production.overrides.shop/web.thresholds.latencyP95.critical: got 2s; the bounds of the histogram are 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 (seconds), and between bounds a percentile is only an estimate: add 2 to the buckets in the application and in instrumentation.buckets, or use the nearest bound that can be exceeded, 2.5s",
  ],
};
