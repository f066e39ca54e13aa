import { environment, owner, system, web, type Bad } from "../support";

const service = (name: string, sentry: object) => ({ ...web, name, sentry });

export const bad: Bad = {
  input: {
    systems: [
      system(
        "shop",
        service("api", { platform: "node", budgets: { lcp: "2.5s" } }),
        service("pages", { platform: "javascript-react", budgets: { lcp: "2.5s", apiDuration: "1s" } }),
        service("silent", { platform: "node", sampleRate: 0, budgets: { apiDuration: "1s" } }),
      ),
    ],
    owners: [owner],
    environments: [{ ...environment, sentry: { organization: "shop" } }],
  },
  lines: [
    "systems.shop.services.api.sentry.budgets.lcp: got a limit on the platform node, which runs no code in browsers: remove the limit, or correct sentry.platform",
    "systems.shop.services.pages.sentry.budgets.apiDuration: got a limit on the platform javascript-react, which serves no requests: set the limit on the service that serves them",
    "systems.shop.services.silent.sentry.sampleRate: got 0 with budgets (apiDuration), which are computed from sent spans: set a higher share, or remove the budgets",
  ],
};
