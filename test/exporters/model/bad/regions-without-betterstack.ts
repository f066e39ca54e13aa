import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, uptime: [{ path: "/health", port: 80, regions: ["eu", "us"] }] }),
  lines: [
    'systems.shop.services.web.uptime.health.regions: got "eu", "us", but only Better Stack checks from regions, and no environment that monitors the system uses it: set uptime.outside of an environment to "betterstack", or remove regions',
  ],
};
