import { environment, owner, system, web, type Bad } from "../support";

const uptime = { outside: "uptimerobot", statusPages: "uptimerobot", sharedPage: { title: "Status", name: "status" } };
const hosts = { production: "shop.example.com", second: "second.example.com" };

export const bad: Bad = {
  input: {
    owners: [owner],
    systems: [{ ...system("shop", { ...web, uptime: [{ path: "/health", port: 80, public: true }] }), hosts }],
    environments: [
      { ...environment, uptime },
      { ...environment, id: "second", production: false, uptime },
    ],
  },
  lines: [
    'environments.production.uptime.statusPages: got 2 status pages at UptimeRobot over all environments; the free plan has 1: show all systems on one page of one environment (sharedPage), or set plan: "paid"; the paid plan costs from about $9 per month (as of 2026-09)',
    'environments.second.uptime.sharedPage.name: got "status", which production already uses; each page needs its own name: choose another',
  ],
};
