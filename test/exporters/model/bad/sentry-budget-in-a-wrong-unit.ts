import { shop, web, type Bad } from "../support";

const budgets = { lcp: 2.5, apiDuration: "80%", apiErrorsPerHour: "10", activeUsers: { production: 0 } };
const at = "systems.shop.services.web.sentry.budgets";

export const bad: Bad = {
  input: shop({ ...web, sentry: { platform: "javascript-nextjs", budgets } }),
  lines: [
    `${at}.lcp: got 2.5; expected a duration like "500ms", "5s", "2m", "26h" or "30d"; did you mean "2.5s"?`,
    `${at}.apiDuration: got "80%"; expected a duration like "500ms", "5s", "2m", "26h" or "30d"`,
    `${at}.apiErrorsPerHour: got "10"; expected a number`,
    `${at}.activeUsers.production: got 0; expected 1 or more`,
  ],
};
