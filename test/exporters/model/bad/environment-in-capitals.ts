import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ id: "Prod" }),
  lines: ['environments.Prod.id: got "Prod"; a name is 1 to 40 lower-case letters, digits and hyphens and starts with a letter'],
};
