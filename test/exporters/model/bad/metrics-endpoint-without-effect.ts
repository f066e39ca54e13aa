import { environment, owner, system, web, worker, redis, type Bad } from "../support";

const endpoint = { scheme: "https", authorization: "Bearer", replicas: 2 };
const why = (profile: string, how: string): string =>
  `with the profile ${profile}, with which Prometheus requests no metrics endpoint, because ${how}: remove`;
const pushes = why("opentelemetry", "the application pushes its metrics");
const reads = why("arq", "the exporter of its Redis reads the queue");
export const bad: Bad = {
  input: {
    systems: [
      system(
        "shop",
        { ...web, instrumentation: { profile: "opentelemetry", ...endpoint } },
        { ...worker, instrumentation: { profile: "arq", redis: "redis", ...endpoint } },
        redis,
        { ...web, name: "basic", instrumentation: { profile: "prom-client", port: 9464 }, browser: {} },
      ),
    ],
    owners: [owner],
    environments: [environment],
  },
  lines: [
    `systems.shop.services.web.instrumentation.scheme: got "https" ${pushes} scheme`,
    `systems.shop.services.web.instrumentation.authorization: got "Bearer" ${pushes} authorization`,
    `systems.shop.services.web.instrumentation.replicas: got 2 ${pushes} replicas`,
    `systems.shop.services.worker.instrumentation.scheme: got "https" ${reads} scheme`,
    `systems.shop.services.worker.instrumentation.authorization: got "Bearer" ${reads} authorization`,
    `systems.shop.services.worker.instrumentation.replicas: got 2 ${reads} replicas`,
    "systems.shop.services.basic.browser: no environment that monitors the system has a public address for telemetry: set publicOtlp of an environment, or remove browser",
  ],
};
