import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ scrapeInterval: "2m", evaluationInterval: "15s" }),
  lines: [
    "environments.production.scrapeInterval: got 2m; allowed: up to 30s, because rules use windows of 30 seconds to one minute, which must not be empty",
  ],
};
