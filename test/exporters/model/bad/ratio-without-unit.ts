import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { warning: "80" } }),
  lines: [
    'systems.shop.services.web.thresholds.errorRatio.warning: got "80"; expected a percentage like "0.5%" or "80%"; did you mean "80%"?',
  ],
};
