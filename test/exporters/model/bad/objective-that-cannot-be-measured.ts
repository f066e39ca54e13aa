import { shop, redis, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...redis, slo: { availability: "99.9%" } }),
  lines: [
    "systems.shop.services.redis: got an objective (slo), and nothing counts requests of a service of kind redis, so it cannot be measured: declare it at the http service that answers them, or remove it",
  ],
};
