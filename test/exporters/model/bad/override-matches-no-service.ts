import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "wep", thresholds: {} }] }),
  lines: [
    'environments.production.overrides.shop/wep: matches nothing: service: got "wep"; services of this system: web; did you mean "web"?',
  ],
};
