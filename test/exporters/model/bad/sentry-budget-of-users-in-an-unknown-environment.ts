import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, sentry: { platform: "node", budgets: { activeUsers: { prodution: 5 } } } }),
  lines: ['systems.shop.services.web.sentry.budgets.activeUsers: got "prodution"; environments: production; did you mean "production"?'],
};
