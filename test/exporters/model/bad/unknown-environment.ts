import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ id: "prod" }),
  lines: ['environments.prod.id: got "prod"; allowed: local, production, staging; did you mean "production"?'],
};
