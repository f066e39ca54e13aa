import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ errorRatio: { critical: { above: "5%", routes: ["/api/*"] } } }),
  lines: [
    "systems.shop.services.web.thresholds.errorRatio.critical: got routes on errorRatio; only latencyP95 is measured for single routes: remove routes",
  ],
};
