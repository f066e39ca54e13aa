import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { critical: { above: "5%", during: "5m" } } }),
  lines: ['systems.shop.services.web.thresholds.errorRatio.critical: unknown key: got "during"; allowed: above, for, least, notify'],
};
