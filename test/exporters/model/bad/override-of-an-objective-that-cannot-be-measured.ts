import { environment, shop, worker, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(worker),
    environments: [{ ...environment, overrides: [{ system: "shop", service: "worker", slo: { availability: "99%" } }] }],
  },
  lines: [
    "environments.production.overrides.shop/worker.slo: the override has no effect, because a service of kind worker has no request metrics: declare objectives on the http service that serves the requests, or remove slo",
  ],
};
