import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [{ name: "health", url: "https://shop.example.com/health" }],
    thresholds: { certificateExpiry: { warning: "7d", critical: "14d" } },
  }),
  lines: [
    "systems.shop.services.web.thresholds.certificateExpiry: got critical 14d and warning 7d; critical must be below warning or equal to it: swap the two",
  ],
};
