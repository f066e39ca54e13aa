import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { critical: { below: "5%" } } }),
  lines: [
    'systems.shop.services.web.thresholds.errorRatio.critical.above: got nothing; expected a percentage like "0.5%" or "80%"',
    'systems.shop.services.web.thresholds.errorRatio.critical: unknown key: got "below"; allowed: above, for, least, notify',
  ],
};
