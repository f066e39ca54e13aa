import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, slo: { availability: 99.9 } }),
  lines: ['systems.shop.services.web.slo.availability: got 99.9; expected a percentage like "0.5%" or "80%"; did you mean "99.9%"?'],
};
