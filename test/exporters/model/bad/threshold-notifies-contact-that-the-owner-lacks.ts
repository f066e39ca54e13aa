import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { critical: { above: "5%", notify: ["slak", "slack"] } } }),
  lines: [
    'systems.shop.services.web.thresholds.errorRatio.critical.notify: got "slak"; types of the contacts that shop has for critical alerts: slack; did you mean "slack"?',
  ],
};
