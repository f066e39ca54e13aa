import { redis, shop, worker, type Bad } from "../support";

const arq = { ...worker, instrumentation: { profile: "arq", redis: "redis" }, dependsOn: ["redis"] };

export const bad: Bad = {
  input: shop(
    { ...arq, name: "importer", runs: [{ name: "import" }] },
    { ...arq, name: "poller", loops: [{ name: "reddit" }] },
    { ...arq, name: "hashed", runs: [{ name: "import", hashes: { redis: "cache", keys: "job:*" } }] },
    { ...arq, name: "twice", runs: [{ name: "import", hashes: { redis: "redis", keys: "job:*", success: ["failed"] } }] },
    redis,
  ),
  lines: [
    'systems.shop.services.hashed.runs.import.hashes.redis: got "cache"; redis services in dependsOn of this service: redis',
    'systems.shop.services.importer.runs: got "import" with the profile arq; Prometheus scrapes no arq worker, so its runs cannot be measured: set hashes, or remove it from runs',
    'systems.shop.services.poller.loops: got "reddit" with the profile arq; Prometheus scrapes no arq worker, so its loops cannot be measured: remove loops',
    'systems.shop.services.twice.runs.import.hashes: got the status "failed" in two of running, success and failure: remove it from one of them',
  ],
};
