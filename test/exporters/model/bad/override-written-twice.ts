import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({
    overrides: [
      { system: "shop", service: "web", thresholds: { errorRatio: { warning: "2%" } } },
      { system: "shop", service: "web", thresholds: { errorRatio: { warning: "3%" } } },
    ],
  }),
  lines: ['environments.production.overrides: got "shop/web" twice; names must be unique: rename or remove one of them'],
};
