import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "web", slo: { latency: { objective: "99%", within: "2s" } } }] }),
  lines: [
    "environments.production.overrides.shop/web.slo.latency.within: got 2s; the bounds of the histogram are 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10 (seconds), and prom-client counts requests within a duration only at its bounds: add 2 to the buckets in the application and in instrumentation.buckets, or use the nearest bound, 2.5s",
  ],
};
