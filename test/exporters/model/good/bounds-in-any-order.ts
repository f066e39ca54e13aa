import { shop, web } from "../support";

export const good = shop({
  ...web,
  instrumentation: { profile: "prom-client", port: 9464, buckets: [5, 0.5, 2] },
  thresholds: { latencyP95: { warning: "500ms", critical: "2s" } },
});
