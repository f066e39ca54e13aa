import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop(postgres, { ...postgres, name: "other", replicaOf: "postgres" }),
  lines: ['systems.shop.services.other.replicaOf: got "postgres" on a primary; write role: "replica", or remove replicaOf'],
};
