import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, sentry: { platform: "node", resolveAge: "90s", ownership: [{ path: "my code", owner: "shop" }] } },
    { ...web, name: "other", sentry: { platform: "node", resolveAge: "0h" } },
    { ...web, name: "third", sentry: { platform: "node", resolveAge: "31d" } },
  ),
  lines: [
    "systems.shop.services.web.sentry.resolveAge: got 90s; Sentry supports whole hours from 1h to 30d: use one of them",
    'systems.shop.services.web.sentry.ownership[0].path: got "my code"; expected a path without blanks, like "src/*"',
    "systems.shop.services.other.sentry.resolveAge: got 0s; Sentry supports whole hours from 1h to 30d: use one of them",
    "systems.shop.services.third.sentry.resolveAge: got 31d; Sentry supports whole hours from 1h to 30d: use one of them",
  ],
};
