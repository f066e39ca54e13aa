import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: " ", every: "0d", grace: "0s", maxRuntime: "0m" }] }),
  lines: [
    'systems.shop.services.worker.jobs[0].description: got " "; expected a text, not only blanks',
    "systems.shop.services.worker.jobs[0].every: got 0s; expected a longer duration",
    "systems.shop.services.worker.jobs[0].grace: got 0s; expected a longer duration",
    "systems.shop.services.worker.jobs[0].maxRuntime: got 0s; expected a longer duration",
  ],
};
