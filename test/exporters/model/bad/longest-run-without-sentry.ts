import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", every: "1d", maxRuntime: "2h" }] }),
  lines: [
    "systems.shop.services.worker.jobs.backup.maxRuntime: got 2h, but only Sentry checks how long a run takes: add sentry: true, or remove maxRuntime",
  ],
};
