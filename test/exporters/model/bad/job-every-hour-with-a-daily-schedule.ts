import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", every: "1h", schedule: "0 3 * * *" }] }),
  lines: [
    'systems.shop.services.worker.jobs[0].every: got 1h; the longest time between two runs of the schedule "0 3 * * *" is 1d: remove every',
  ],
};
