import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, quotas: ["requests"], thresholds: { quotaUsed: { info: "90%", warning: "80%" } } }),
  lines: [
    "systems.shop.services.web.thresholds.quotaUsed: got warning 80% and info 90%; warning must be above info or equal to it: swap the two",
  ],
};
