import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...postgres, role: "replica" }),
  lines: ["systems.shop.services.postgres.replicaOf: got nothing; a replica names the primary it follows: none is declared"],
};
