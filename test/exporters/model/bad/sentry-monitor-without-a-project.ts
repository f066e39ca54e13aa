import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [system("shop", { ...web, uptime: [{ url: "https://shop.example.com/health", sentry: true }] })],
    owners: [owner],
    environments: [{ ...environment, sentry: { organization: "shop" } }],
  },
  lines: [
    "systems.shop.services.web.uptime.health.sentry: got true, but the service has no sentry block: add the block, or write sentry: false",
  ],
};
