import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, sentry: { platform: "node", budgets: { lcp: "0s" } } }),
  lines: ["systems.shop.services.web.sentry.budgets.lcp: got less than 1ms; no response is that fast: write a higher limit"],
};
