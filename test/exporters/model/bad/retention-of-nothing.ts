import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ retention: { metrics: "0d", logs: "0h", traces: "5m" } }),
  lines: [
    "environments.production.retention.metrics: got 0s; allowed: 1d to 3650d",
    "environments.production.retention.logs: got 0s; allowed: 1d to 3650d",
    "environments.production.retention.traces: got 5m; allowed: 1h to 3650d",
  ],
};
