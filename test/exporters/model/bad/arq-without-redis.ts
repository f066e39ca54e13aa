import { redis, shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, instrumentation: { profile: "arq" } }, redis),
  lines: [
    "systems.shop.services.worker.instrumentation.redis: got nothing; the arq profile names the redis service it reads the queue from: redis",
  ],
};
