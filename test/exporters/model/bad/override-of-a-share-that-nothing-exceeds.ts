import { environment, redis, shop, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(redis),
    environments: [
      { ...environment, overrides: [{ system: "shop", service: "redis", thresholds: { redisMemory: { critical: "101%" } } }] },
    ],
  },
  lines: [
    'environments.production.overrides[0].thresholds.redisMemory.critical: got 101%; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"',
  ],
};
