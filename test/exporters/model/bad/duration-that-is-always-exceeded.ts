import { postgres, redis, shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...worker, thresholds: { oldestJobAge: { warning: "0s" } } },
    { ...postgres, thresholds: { queryMean: { warning: "0ms" }, transactionAge: { warning: "0h" } } },
    { ...redis, thresholds: { redisLatency: { warning: "0ms" } } },
  ),
  lines: [
    'systems.shop.services.worker.thresholds.oldestJobAge.warning: got 0s, which is always exceeded; allowed: more than 0s, or "off"',
    'systems.shop.services.postgres.thresholds.queryMean.warning: got 0s, which is always exceeded; allowed: more than 0s, or "off"',
    'systems.shop.services.postgres.thresholds.transactionAge.warning: got 0s, which is always exceeded; allowed: more than 0s, or "off"',
    'systems.shop.services.redis.thresholds.redisLatency.warning: got 0s, which is always exceeded; allowed: more than 0s, or "off"',
  ],
};
