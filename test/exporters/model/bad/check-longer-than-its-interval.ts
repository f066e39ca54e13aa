import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({
    ...web,
    uptime: [
      { name: "a", path: "/a", port: 80, interval: "5s", timeout: "10s" },
      { name: "b", path: "/b", port: 80, timeout: "2m" },
    ],
  }),
  lines: [
    "systems.shop.services.web.uptime.a.interval: got 5s, less than the timeout of 10s; a check must end before the next one begins: write a longer interval, or a shorter timeout",
    "systems.shop.services.web.uptime.b.timeout: got 2m, more than the interval of 1m; a check must end before the next one begins: write a shorter timeout, or a longer interval",
  ],
};
