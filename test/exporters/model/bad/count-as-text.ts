import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, thresholds: { queueDepth: { warning: "100" } } }),
  lines: ['systems.shop.services.worker.thresholds.queueDepth.warning: got "100"; expected a plain number without a unit, like 100'],
};
