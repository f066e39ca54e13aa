import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, sentry: { platform: "node", ownership: [{ path: "src/billing/*", owner: "shp" }] } }),
  lines: ['systems.shop.services.web.sentry.ownership.src/billing/*: got "shp"; owners: shop; did you mean "shop"?'],
};
