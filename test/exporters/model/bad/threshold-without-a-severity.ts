import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: {} }),
  lines: ["systems.shop.services.web.thresholds.errorRatio: got no severity; write critical, warning or info, or remove the threshold"],
};
