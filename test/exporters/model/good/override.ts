import { shopIn } from "../support";

export const good = shopIn({
  overrides: [
    { system: "shop", service: "web", thresholds: { errorRatio: { warning: "2%" } }, slo: { availability: "99%", plans: { free: "95%" } } },
  ],
});
