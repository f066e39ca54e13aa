import { shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...worker, jobs: [{ name: "backup", description: "Dumps", schedule: "0 3 * * *", timeZone: "Europe/Berln" }] }),
  lines: [
    'systems.shop.services.worker.jobs[0].timeZone: got "Europe/Berln", which is not a time zone; use an IANA name like "Europe/Berlin"',
  ],
};
