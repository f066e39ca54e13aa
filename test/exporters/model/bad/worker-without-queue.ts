import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, queues: [] }),
  lines: ["systems.shop.services.worker.queues: got an empty list; expected 1 or more entries"],
};
