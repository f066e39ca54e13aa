import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "web", thresholds: { errorRatio: {} } }] }),
  lines: [
    "environments.production.overrides.shop/web: the override has no effect, because it is empty: write thresholds or slo, or remove the override",
  ],
};
