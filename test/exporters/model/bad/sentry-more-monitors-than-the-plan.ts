import { environment, owner, system, web, type Bad } from "../support";

const check = (name: string) => ({ name, url: `https://shop.example.com/${name}`, sentry: true });

export const bad: Bad = {
  input: {
    systems: [system("shop", { ...web, sentry: { platform: "node" }, uptime: [check("one"), check("two"), check("three")] })],
    owners: [owner],
    environments: [{ ...environment, sentry: { organization: "shop" } }],
  },
  lines: [
    "environments.production.sentry.paidMonitors.uptime: got 3 uptime monitors in the organisation shop; its developer plan includes 1: use the team plan with paidMonitors.uptime: 2 (2 more cost $2.00 per month, in addition to the plan's price), or write sentry: false on 2 of them",
  ],
};
