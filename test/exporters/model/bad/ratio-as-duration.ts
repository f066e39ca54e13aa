import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { warning: "5s" } }),
  lines: ['systems.shop.services.web.thresholds.errorRatio.warning: got "5s"; expected a percentage like "0.5%" or "80%"'],
};
