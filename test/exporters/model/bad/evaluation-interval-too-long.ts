import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ evaluationInterval: "45s" }),
  lines: [
    "environments.production.evaluationInterval: got 45s; allowed: up to 30s, because rules use windows of 30 seconds to one minute, which must not be empty",
  ],
};
