import { environment, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop({ ...web, slo: { plans: { free: "95%" } } }),
    environments: [
      {
        ...environment,
        overrides: [{ system: "shop", service: "web", slo: { availability: "off", latency: "off", plans: { free: "off", pro: "off" } } }],
      },
    ],
  },
  lines: ["availability", "latency", "plans.pro"].map(
    (key) =>
      `environments.production.overrides.shop/web.slo.${key}: got off; the override has no effect, because the service has no such objective: remove it`,
  ),
};
