import { postgres, redis, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    {
      ...web,
      pools: [{ name: "main", database: "postgres" }],
      quotas: ["orders"],
      thresholds: { poolUsed: { critical: "150%" }, quotaUsed: { critical: "101%" } },
    },
    { ...postgres, thresholds: { connectionsUsed: { warning: "0%", critical: "100%" } } },
    { ...redis, thresholds: { redisMemory: { critical: { above: "120%", for: "5m" } } } },
  ),
  lines: [
    'systems.shop.services.web.thresholds.poolUsed.critical: got 150%; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"',
    'systems.shop.services.web.thresholds.quotaUsed.critical: got 101%; the alert fires at this share of the quota: allowed: more than 0%, up to 100%, or "off"',
    'systems.shop.services.postgres.thresholds.connectionsUsed.critical: got 100%; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"',
    'systems.shop.services.postgres.thresholds.connectionsUsed.warning: got 0%; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"',
    'systems.shop.services.redis.thresholds.redisMemory.critical.above: got 120%; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"',
  ],
};
