import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "opentelemetry", statusLabel: "status" } }),
  lines: [
    'systems.shop.services.web.instrumentation.statusLabel: got "status"; the profile opentelemetry pushes its metrics, so Prometheus cannot copy the label at a scrape: remove statusLabel',
  ],
};
