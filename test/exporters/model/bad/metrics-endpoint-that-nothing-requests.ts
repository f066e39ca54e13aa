import { redis, shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, instrumentation: { profile: "opentelemetry", port: 9464, path: "/numbers" } },
    { ...worker, instrumentation: { profile: "arq", redis: "redis", port: 9464 } },
    redis,
  ),
  lines: [
    "systems.shop.services.web.instrumentation.port: got 9464 with the profile opentelemetry, with which Prometheus requests no metrics endpoint, because the application pushes its metrics: remove port",
    'systems.shop.services.web.instrumentation.path: got "/numbers" with the profile opentelemetry, with which Prometheus requests no metrics endpoint, because the application pushes its metrics: remove path',
    "systems.shop.services.worker.instrumentation.port: got 9464 with the profile arq, with which Prometheus requests no metrics endpoint, because the exporter of its Redis reads the queue: remove port",
  ],
};
