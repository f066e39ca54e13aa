import type { View } from "../model/catalogue";
import { identityStatements, metricStatements } from "./identity";

/** Name of the gateway's exporter to Prometheus. Alerts and panels show it. */
export const metricExporter = "otlp_http/metrics";

const processor = "transform/metrics";

/** Maximum size in bytes of the queue on disk for metrics. */
const queueBytes = 64 * 2 ** 20;

/** How long the gateway tries to deliver metrics. Prometheus does not store samples that are more than ten minutes late. */
const givenUpAfter = "10m";

/** Parts of the gateway's configuration for the metrics that applications push. */
interface PushedMetrics {
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  readonly pipelines: Readonly<Record<string, object>>;
}

/**
 * Returns the way of pushed metrics through the gateway: it labels them with the service that sent them, and passes them on to Prometheus'
 * OTLP receiver at `url`. `delivery` are the settings for the delivery to a store.
 */
export const pushedMetrics = (
  view: View,
  url: string,
  delivery: { readonly sending_queue: object; readonly retry_on_failure: object },
): PushedMetrics => ({
  processors: { [processor]: { error_mode: "ignore", metric_statements: [...identityStatements(view), ...metricStatements] } },
  exporters: {
    [metricExporter]: {
      metrics_endpoint: url,
      sending_queue: { ...delivery.sending_queue, queue_size: queueBytes },
      retry_on_failure: { ...delivery.retry_on_failure, max_elapsed_time: givenUpAfter },
    },
  },
  pipelines: { "metrics/pushed": { receivers: ["otlp"], processors: ["memory_limiter", processor], exporters: [metricExporter] } },
});
