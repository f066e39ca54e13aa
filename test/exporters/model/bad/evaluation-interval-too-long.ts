import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ evaluationInterval: "45s" }),
  lines: [
    "environments.production.evaluationInterval: got 45s; allowed: up to 30s, because alerts look at windows of a minute and need two samples in them",
  ],
};
