import { environment, shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shopWith({ errorRatio: { warning: "5%", critical: "10%" } }),
    environments: [{ ...environment, overrides: [{ system: "shop", service: "web", thresholds: { errorRatio: { critical: "1%" } } }] }],
  },
  lines: [
    "environments.production.overrides.shop/web.thresholds.errorRatio: got critical 1% and warning 5%; critical must be above warning or equal to it: swap the two",
  ],
};
