import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "uptimerobot" }, { failures: 3 }),
  lines: [
    "systems.shop.services.web.uptime.health: got failures: 3; the free plan of UptimeRobot notifies at the first failure: leave failures out, or use the paid plan; the paid plan costs from about $9 per month (as of 2026-09)",
  ],
};
