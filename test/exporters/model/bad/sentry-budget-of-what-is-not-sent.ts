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
    "systems.shop.services.api.sentry.budgets.lcp: got a limit on node, whose code is in no browser: remove it, or name the right platform",
    "systems.shop.services.pages.sentry.budgets.apiDuration: got a limit on javascript-react, whose code answers no requests: give it to the service that does",
    "systems.shop.services.silent.sentry.sampleRate: got 0 beside budgets (apiDuration), which are counted from what is sent: sample some, or remove the budgets",
  ],
};
