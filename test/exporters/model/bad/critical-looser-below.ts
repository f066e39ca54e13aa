import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ certificateExpiry: { warning: "7d", critical: "14d" } }),
  lines: [
    "systems.shop.services.web.thresholds.certificateExpiry: got critical 14d and warning 7d; critical must be below warning or equal to it: swap the two",
  ],
};
