import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shp", service: "web", thresholds: {} }] }),
  lines: [
    'environments.production.overrides.shp/web: the override has no effect, because the environment does not monitor the system: got "shp"; systems of this environment: shop; did you mean "shop"?',
  ],
};
