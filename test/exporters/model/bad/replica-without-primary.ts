import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop(postgres, { ...postgres, name: "replica", role: "replica" }),
  lines: ["systems.shop.services.replica.replicaOf: got nothing; a replica names the primary it follows: postgres"],
};
