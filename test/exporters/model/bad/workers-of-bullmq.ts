import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, workers: 2 }),
  lines: [
    "systems.shop.services.worker.workers: got 2 with the profile bullmq; only arq workers are counted in Redis, and Prometheus scrapes each worker of other profiles: remove workers",
  ],
};
