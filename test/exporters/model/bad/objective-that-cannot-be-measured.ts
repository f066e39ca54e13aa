import { shop, redis, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...redis, slo: { availability: "99.9%" } }),
  lines: [
    "systems.shop.services.redis: got an objective (slo) on a service of kind redis, which has no request metrics: declare it on the http service that serves the requests, or remove it",
  ],
};
