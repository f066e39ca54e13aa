import { redis, shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, instrumentation: { profile: "bullmq", port: 9464, redis: "redi" } }, redis),
  lines: ['systems.shop.services.worker.instrumentation.redis: got "redi"; redis services of this system: redis; did you mean "redis"?'],
};
