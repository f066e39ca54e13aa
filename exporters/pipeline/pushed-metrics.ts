import { openTelemetry, routesLabel } from "../instrumentation/http";
import type { View } from "../model/catalogue";
import { onlyPushes } from "../model/push-checks";
import { routesOf } from "../model/threshold-conditions";
import { escapeRegex } from "../scrape/relabel";
import { markedRoutes, routePattern } from "../scrape/routes";
import { identityStatements, metricStatements, type Statements } from "./identity";
import { literal, resource } from "./ottl";

/** Name of the gateway's exporter to Prometheus. Alerts and panels show it. */
export const metricExporter = "otlp_http/metrics";

const processor = "transform/metrics";

/** Maximum size in bytes of the queue on disk for metrics. */
const queueBytes = 64 * 2 ** 20;

/** How long the gateway tries to deliver metrics. Prometheus does not store samples that are more than ten minutes late. */
const givenUpAfter = "10m";

/** Name of the attribute with the route of a request. Prometheus replaces its dots by underscores. */
const route = openTelemetry.route.replace("_", ".");

/**
 * Returns statements that mark routes of services that only push: the routes in `excludeRoutes`, and routes with a separate threshold.
 * Prometheus marks routes in the same way at a scrape. The gateway does not mark routes of other services, because such services may push
 * directly to Prometheus.
 */
function routeStatements({ systems }: View): Statements[] {
  const statements = systems.flatMap((system) =>
    system.services.filter(onlyPushes).flatMap((service) => {
      const mark = (label: string, value: string, patterns: readonly string[]): string[] =>
        patterns.length === 0
          ? []
          : [
              `set(datapoint.attributes["${label}"], ${literal(value)}) where ${resource("system")} == ${literal(system.id)} and ${resource("service")} == ${literal(service.name)} and IsMatch(datapoint.attributes["${route}"], ${literal(`^(?:${patterns.join("|")})$`)})`,
            ];
      const own = routesOf(service) ?? [];
      return [
        ...Object.entries(markedRoutes(service)).flatMap(([value, routes]) => mark("traffic", value, routes.map(escapeRegex))),
        ...[...own].sort().flatMap((each) => mark(routesLabel, each, [routePattern(each)])),
      ];
    }),
  );
  return statements.length === 0 ? [] : [{ context: "datapoint", statements }];
}

/** Parts of the gateway's configuration for the metrics that applications push. */
interface PushedMetrics {
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  readonly pipelines: Readonly<Record<string, object>>;
}

/**
 * Returns the parts of the gateway's configuration for pushed metrics. The gateway labels the metrics with the service that sent them,
 * limits and masks their labels, and sends them to Prometheus' OTLP receiver at `url`. `delivery` contains the settings for the delivery to
 * a store, and `counter` is the exporter that counts the samples.
 */
export const pushedMetrics = (
  view: View,
  url: string,
  delivery: { readonly sending_queue: object; readonly retry_on_failure: object },
  counter: string,
): PushedMetrics => ({
  processors: {
    [processor]: { error_mode: "ignore", metric_statements: [...identityStatements(view), ...metricStatements, ...routeStatements(view)] },
  },
  exporters: {
    [metricExporter]: {
      metrics_endpoint: url,
      sending_queue: { ...delivery.sending_queue, queue_size: queueBytes },
      retry_on_failure: { ...delivery.retry_on_failure, max_elapsed_time: givenUpAfter },
    },
  },
  pipelines: {
    "metrics/pushed": {
      receivers: ["otlp"],
      processors: ["memory_limiter", processor, "transform/limits", "transform/redact"],
      exporters: [metricExporter, counter],
    },
  },
});
