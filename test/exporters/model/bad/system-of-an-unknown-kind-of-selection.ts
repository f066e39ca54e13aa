import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ systems: "every" }),
  lines: ['environments.production.systems: got "every"; allowed: a list of ids, "all", or { except: [ids] }'],
};
