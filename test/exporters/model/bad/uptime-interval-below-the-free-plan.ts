import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "uptimerobot" }, { interval: "1m" }),
  lines: [
    "systems.shop.services.web.uptime.health: got an interval of 1m; the free plan of UptimeRobot checks at most every 5m: use 5m or leave interval out; the paid plan costs from about $9 per month (as of 2026-09)",
  ],
};
