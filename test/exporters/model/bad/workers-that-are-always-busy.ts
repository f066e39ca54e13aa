import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ workersBusy: { warning: "100%" } }),
  lines: [
    'systems.shop.services.web.thresholds.workersBusy.warning: got 100%; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"',
  ],
};
