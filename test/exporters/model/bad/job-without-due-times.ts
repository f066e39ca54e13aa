import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", grace: "1h" }] }),
  lines: [
    'systems.shop.services.worker.jobs[0].every: got neither every nor schedule; give the job\'s schedule, or the longest time between two runs, like every: "1d"',
  ],
};
