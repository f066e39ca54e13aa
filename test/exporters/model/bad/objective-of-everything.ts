import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, slo: { availability: "100%" } }),
  lines: [
    'systems.shop.services.web.slo.availability: got 100%; an objective of 100% has no error budget and is missed by the first failed request: write a lower one, like "99.9%"',
  ],
};
