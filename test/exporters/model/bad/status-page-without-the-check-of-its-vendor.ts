import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "uptimerobot", statusPages: "uptimerobot" }, { public: true, outside: false }),
  lines: [
    "systems.shop.services.web.uptime.health.public: got true with outside: false; the status page in production is at UptimeRobot, which shows only the checks that it runs: remove public, or remove outside: false",
  ],
};
