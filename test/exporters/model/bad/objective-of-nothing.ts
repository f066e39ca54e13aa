import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, slo: {} }),
  lines: ["systems.shop.services.web.slo: got no objective; write availability, latency or plans, or remove slo"],
};
