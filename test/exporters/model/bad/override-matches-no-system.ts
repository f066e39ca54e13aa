import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shp", service: "web", thresholds: {} }] }),
  lines: [
    'environments.production.overrides.shp/web: matches nothing: system: got "shp"; systems of this environment: shop; did you mean "shop"?',
  ],
};
