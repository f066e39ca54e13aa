import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "web", slo: {} }] }),
  lines: ["environments.production.overrides.shop/web.slo: got no objective; write availability, latency or plans, or remove slo"],
};
