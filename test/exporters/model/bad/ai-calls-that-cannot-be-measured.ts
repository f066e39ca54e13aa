import { redis, shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, instrumentation: { profile: "opentelemetry" }, ai: { profile: "litellm" } },
    {
      ...worker,
      name: "arq",
      instrumentation: { profile: "arq", redis: "redis" },
      dependsOn: ["redis"],
      ai: { profile: "opentelemetry" },
    },
    redis,
  ),
  lines: [
    "systems.shop.services.arq.ai: got AI calls with the profile arq; Prometheus scrapes no arq worker, so its calls cannot be measured: remove ai",
    'systems.shop.services.web.ai: got the profile "litellm" for a service that pushes its metrics; LiteLLM exposes its metrics only to Prometheus: set the profile "opentelemetry", or give the service an instrumentation that Prometheus scrapes',
  ],
};
