import { redis, shop, worker, type Bad } from "../support";

const arq = { ...worker, instrumentation: { profile: "arq", redis: "redis" }, dependsOn: ["redis"] };

export const bad: Bad = {
  input: shop({ ...arq, name: "importer", runs: [{ name: "import" }] }, { ...arq, name: "poller", loops: [{ name: "reddit" }] }, redis),
  lines: [
    'systems.shop.services.importer.runs: got "import" with the profile arq; Prometheus scrapes no arq worker, so its runs cannot be measured: remove runs',
    'systems.shop.services.poller.loops: got "reddit" with the profile arq; Prometheus scrapes no arq worker, so its loops cannot be measured: remove loops',
  ],
};
