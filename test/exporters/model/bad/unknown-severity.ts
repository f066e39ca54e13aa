import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { warn: "1%" } }),
  lines: [
    'systems.shop.services.web.thresholds.errorRatio: unknown key: got "warn"; allowed: critical, info, warning; did you mean "warning"?',
  ],
};
