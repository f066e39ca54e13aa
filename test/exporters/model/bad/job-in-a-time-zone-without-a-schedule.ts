import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", every: "1d", timeZone: "Europe/Berlin" }] }),
  lines: [
    'systems.shop.services.worker.jobs.backup.timeZone: got "Europe/Berlin" without a schedule, so it has no effect: add a schedule, or remove timeZone',
  ],
};
