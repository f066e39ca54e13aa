import { redis, shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, instrumentation: { profile: "arq" } }, redis),
  lines: [
    "systems.shop.services.worker.instrumentation.redis: got nothing; name the redis service that holds the queue; redis services of this system: redis",
  ],
};
