import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside({ outside: "betterstack" }, { timeout: "7s" }),
  lines: [
    "systems.shop.services.web.uptime.health: got a timeout of 7s; Better Stack supports 2s, 3s, 5s, 10s, 15s, 30s, 45s, 1m: use one of them",
  ],
};
