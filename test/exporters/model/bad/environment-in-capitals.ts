import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ id: "Prod" }),
  lines: [
    'environments.Prod.id: got "Prod"; a name has 1 to 40 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen',
  ],
};
