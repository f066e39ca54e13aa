import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [system("shop", { ...web, uptime: [{ url: "https://shop.example.com/health", sentry: true }] })],
    owners: [owner],
    environments: [{ ...environment, sentry: { organization: "shop" } }],
  },
  lines: [
    "systems.shop.services.web.uptime.health.sentry: got true on a service without a Sentry project: give the service a sentry block, or write false",
  ],
};
