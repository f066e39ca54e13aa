import { shop, web, type Bad } from "../support";

const hashes = { redis: "redis", keys: "job:*" };

export const bad: Bad = {
  input: shop({
    ...web,
    runs: [
      { name: "all", hashes: { redis: "redis", keys: "*" } },
      { name: "one", hashes: { redis: "redis", keys: "job:{id}" } },
      { name: "field", hashes: { ...hashes, endedAt: "ended at" } },
      { name: "category", hashes: { ...hashes, categories: ["linter failed", "a", "a"] } },
      { name: "none", hashes: { ...hashes, success: [] } },
      { name: "key", hashes: { ...hashes, key: "x" } },
    ],
  }),
  lines: [
    'systems.shop.services.web.runs[0].hashes.keys: got "*"; expected the beginning of the keys and "*", like "job:*": letters, digits and any of _ . : { } -, and "*" only at the end',
    'systems.shop.services.web.runs[1].hashes.keys: got "job:{id}"; expected the beginning of the keys and "*", like "job:*": letters, digits and any of _ . : { } -, and "*" only at the end',
    'systems.shop.services.web.runs[2].hashes.endedAt: got "ended at"; expected the name of a field: letters, digits and any of _ . : -',
    'systems.shop.services.web.runs[3].hashes.categories[0]: got "linter failed"; expected a category: letters, digits and any of _ . -',
    'systems.shop.services.web.runs[3].hashes.categories: got "a" twice; entries must be unique: remove one of them',
    "systems.shop.services.web.runs[4].hashes.success: got an empty list; expected 1 or more entries",
    'systems.shop.services.web.runs[5].hashes: unknown key: got "key"; allowed: categories, category, endedAt, failure, keys, redis, requestedAt, running, startedAt, status, success; did you mean "keys"?',
  ],
};
