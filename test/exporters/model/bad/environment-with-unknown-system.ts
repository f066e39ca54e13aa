import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ systems: ["shop", "shopp"] }),
  lines: ['environments.production.systems: got "shopp"; systems: shop; did you mean "shop"?'],
};
