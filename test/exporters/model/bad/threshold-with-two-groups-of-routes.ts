import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP95: { warning: { above: "1s", routes: ["/a/*"] }, critical: { above: "2.5s", routes: ["/b/*"] } } }),
  lines: [
    "systems.shop.services.web.thresholds.latencyP95.warning.routes: got /a/*, and /b/* at another severity; a service has one list of routes: write the same routes at every severity",
  ],
};
