import { postgres, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, pools: [{ name: "main", database: "postgre" }] }, postgres),
  lines: [
    'systems.shop.services.web.pools.main.database: got "postgre"; postgres services of this system: postgres; did you mean "postgres"?',
  ],
};
