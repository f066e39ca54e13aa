import { shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ name: "web", owner: "shop" }),
  lines: ["systems.shop.services.web.kind: got nothing; allowed: external, http, postgres, redis, worker"],
};
