import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "betterstack" }, { interval: "4m" }),
  lines: ["systems.shop.services.web.uptime.health: got an interval of 4m; Better Stack supports 3m, 5m, 10m, 15m, 30m: use one of them"],
};
