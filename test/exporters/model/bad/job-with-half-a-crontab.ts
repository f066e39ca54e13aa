import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", every: "1d", schedule: "0 3" }] }),
  lines: ['systems.shop.services.worker.jobs[0].schedule: got "0 3"; expected the five fields of a cron schedule, like "0 3 * * *"'],
};
