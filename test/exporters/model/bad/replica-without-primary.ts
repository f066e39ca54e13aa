import { postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop(postgres, { ...postgres, name: "replica", role: "replica" }),
  lines: [
    "systems.shop.services.replica.replicaOf: got nothing; name the primary that the replica follows; postgres services of this system: postgres",
  ],
};
