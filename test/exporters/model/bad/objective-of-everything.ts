import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, slo: { availability: "100%" } }),
  lines: [
    'systems.shop.services.web.slo.availability: got 100%; an objective below 100% leaves an error budget, and one of 100% is missed by the first failed request: write a lower one, like "99.9%"',
  ],
};
