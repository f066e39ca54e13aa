import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "betterstack" }, { outsideSeverity: "warning" }),
  lines: [
    'systems.shop.services.web.uptime.health: got outsideSeverity: "warning"; Better Stack notifies by the owner\'s escalation policy, which has no severities: remove outsideSeverity, or use UptimeRobot',
  ],
};
