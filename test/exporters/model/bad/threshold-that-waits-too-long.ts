import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { critical: { above: "5%", for: "2d" } } }),
  lines: ["systems.shop.services.web.thresholds.errorRatio.critical.for: got 2d; allowed: more than 0s, up to 1d"],
};
