import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ retention: { metrics: "-1d", logs: "9999d", traces: "99999999999999999999999999999d" } }),
  lines: [
    'environments.production.retention.metrics: got "-1d"; expected a duration like "500ms", "5s", "2m", "26h" or "30d"',
    "environments.production.retention.logs: got 9999d; allowed: 1d to 3650d",
    "environments.production.retention.traces: got 99999999999999999999...; expected at most 36500d",
  ],
};
