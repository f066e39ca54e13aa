import { shop, worker, type Bad } from "../support";

const job = { name: "backup", description: "Dumps", every: "1d" };

export const bad: Bad = {
  input: shop({ ...worker, jobs: [job, job] }),
  lines: ['systems.shop.services.worker.jobs: got "backup" twice; names must be unique: rename or remove one of them'],
};
