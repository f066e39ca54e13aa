import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, thresholds: { queueDepth: { warning: -1 } } }),
  lines: ["systems.shop.services.worker.thresholds.queueDepth.warning: got -1; expected zero or more"],
};
