import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...postgres, role: "replica" }),
  lines: [
    "systems.shop.services.postgres.replicaOf: got nothing; name the primary that the replica follows; postgres services of this system: none",
  ],
};
