import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP50: { warning: "2s" } }),
  lines: [
    "systems.shop.services.web.thresholds.latencyP50.warning: got 2s; the bounds of the histogram are 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 (seconds), and between bounds a percentile is only an estimate: add 2 to the buckets in the application and in instrumentation.buckets, or use the nearest bound that can be exceeded, 2.5s",
  ],
};
