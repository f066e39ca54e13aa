import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP95: { warning: "1" } }),
  lines: [
    'systems.shop.services.web.thresholds.latencyP95.warning: got "1"; expected a duration like "500ms", "5s", "2m", "26h" or "30d"; did you mean "1s"?',
  ],
};
