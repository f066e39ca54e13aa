import { shopOutside } from "../support";

export const good = shopOutside(
  { outside: "betterstack", plan: "paid", statusPages: "betterstack" },
  {
    method: "POST",
    headers: { "x-check": "uptime" },
    status: [200, 204],
    json: { status: ["ok", "fine"], "checks.postgres": true, uptime: "*" },
    keyword: '"status":"ok"',
    redirects: "follow",
    interval: "30s",
    timeout: "10s",
    failures: 3,
    regions: ["eu", "us"],
    public: true,
    group: "Shop",
  },
);
