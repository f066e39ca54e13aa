import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, instrumentation: { profile: "prom-client", port: 9464, routeLabel: "route" } },
    { ...web, name: "pushed", instrumentation: { profile: "opentelemetry", routeLabel: "path" } },
  ),
  lines: [
    'systems.shop.services.pushed.instrumentation.routeLabel: got "path"; the profile opentelemetry pushes its metrics, so Prometheus cannot copy the label at a scrape: remove routeLabel',
    'systems.shop.services.web.instrumentation.routeLabel: got "route"; the profile prom-client already reads this label: remove routeLabel',
  ],
};
