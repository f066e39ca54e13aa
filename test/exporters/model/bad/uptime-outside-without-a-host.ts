import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [system("shop", { ...web, uptime: [{ path: "/health", port: 80 }] })],
    owners: [owner],
    environments: [{ ...environment, uptime: { outside: "uptimerobot" } }],
  },
  lines: [
    "systems.shop.services.web.uptime.health: got no public host for production, and its external monitor UptimeRobot needs one: add it to hosts of the service or the system, or write outside: false",
  ],
};
