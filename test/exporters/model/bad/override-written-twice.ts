import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({
    overrides: [
      { system: "shop", service: "web", thresholds: {} },
      { system: "shop", service: "web", thresholds: {} },
    ],
  }),
  lines: ['environments.production.overrides: got "shop/web" twice; names must be unique: rename or remove one of them'],
};
