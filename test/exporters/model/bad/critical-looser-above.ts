import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP95: { warning: "5s", critical: "1s" } }),
  lines: [
    "systems.shop.services.web.thresholds.latencyP95: got critical 1s and warning 5s; critical must be above warning or equal to it: swap the two",
  ],
};
