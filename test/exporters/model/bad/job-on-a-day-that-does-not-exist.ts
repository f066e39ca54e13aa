import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", schedule: "0 3 30 2 *" }] }),
  lines: ['systems.shop.services.worker.jobs[0].schedule: got "0 3 30 2 *"; no such day exists: use a day that the month has'],
};
