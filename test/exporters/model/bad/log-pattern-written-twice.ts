import { shop, worker, type Bad } from "../support";

const pattern = { name: "lost-job", matches: "job .* lost" };

export const bad: Bad = {
  input: shop({ ...worker, logs: { patterns: [pattern, { ...pattern, matches: "job .* dropped" }] } }),
  lines: ['systems.shop.services.worker.logs.patterns: got "lost-job" twice; names must be unique: rename or remove one of them'],
};
