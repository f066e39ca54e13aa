import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ systems: { except: ["shopp"] } }),
  lines: ['environments.production.systems.except: got "shopp"; systems: shop; did you mean "shop"?'],
};
