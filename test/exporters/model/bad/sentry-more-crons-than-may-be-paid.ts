import { environment, owner, system, worker, type Bad } from "../support";

const job = (name: string) => ({ name, description: name, every: "1d", sentry: true });

export const bad: Bad = {
  input: {
    systems: [system("shop", { ...worker, sentry: { platform: "node" }, jobs: [job("one"), job("two"), job("three")] })],
    owners: [owner],
    environments: [{ ...environment, sentry: { organization: "shop", plan: "team", paidMonitors: { cron: 1 } } }],
  },
  lines: [
    "environments.production.sentry.paidMonitors.cron: got 3 cron monitors in the organisation shop; its team plan includes 1, and paidMonitors.cron allows 1 more: set paidMonitors.cron: 2 (2 more cost $1.56 per month), or write sentry: false on 1 of them",
  ],
};
