import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", schedule: "99 3 * * *" }] }),
  lines: [
    'systems.shop.services.worker.jobs[0].schedule: got "99 3 * * *"; the minute is "99", but must be 0 to 59, a list, a range or a step',
  ],
};
