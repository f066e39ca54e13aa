import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, slo: { plans: { free: "49%" } } }),
  lines: ['systems.shop.services.web.slo.plans.free: got 49%; an objective is at least 50%: write a higher one, like "99%"'],
};
