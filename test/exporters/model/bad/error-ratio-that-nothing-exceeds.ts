import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { critical: "100%" } }),
  lines: [
    'systems.shop.services.web.thresholds.errorRatio.critical: got 100%, which no share of failures can exceed; allowed: less than 100%, or "off"',
  ],
};
