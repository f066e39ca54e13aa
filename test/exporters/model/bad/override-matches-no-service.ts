import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "wep", thresholds: {} }] }),
  lines: [
    'environments.production.overrides.shop/wep: the override has no effect, because the system has no such service: got "wep"; services of this system: web; did you mean "web"?',
  ],
};
