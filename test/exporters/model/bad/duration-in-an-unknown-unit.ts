import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP95: { warning: "2w" } }),
  lines: [
    'systems.shop.services.web.thresholds.latencyP95.warning: got "2w"; expected a duration like "500ms", "5s", "2m", "26h" or "30d"',
  ],
};
