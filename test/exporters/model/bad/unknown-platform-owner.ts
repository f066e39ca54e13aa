import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ platformOwner: "plattform" }),
  lines: ['environments.production.platformOwner: got "plattform"; owners: shop'],
};
