import { postgres, redis, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop(postgres, redis, { ...postgres, name: "replica", role: "replica", replicaOf: "redis" }),
  lines: ['systems.shop.services.replica.replicaOf: got "redis"; postgres services of this system: postgres'],
};
