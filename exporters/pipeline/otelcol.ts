import type { View } from "../model/catalogue";
import { metricsUrl, otelcol } from "../programs/otelcol";
import { destinationsOf } from "./destinations";
import { fieldStatements } from "./fields";
import { gatewayTelemetry } from "./gateway-telemetry";
import { identityStatements, levelStatements, seriesStatements, spanStatements, unlistedAttribute } from "./identity";
import { lateAttribute, lateStatements } from "./late";
import { logLimitStatements, metricLimitStatements, spanLimitStatements } from "./limits";
import { logCountersOf } from "./log-counters";
import { nameStatements } from "./names";
import { pushedMetrics } from "./pushed-metrics";
import { redaction } from "./redaction";
import { samplingOf } from "./sampling";
import { senderAuthenticator, senderExtensions } from "./senders";
import { logIngestionOf, storeExporters, traceAddressOf } from "./stores";

/** Ports of the gateway (the OpenTelemetry Collector), by purpose. */
export const gatewayPorts = {
  /** Port to which applications push over OTLP/gRPC. */
  otlpGrpc: otelcol.ports["otlp-grpc"].number,
  otlpHttp: otelcol.ports["otlp-http"].number,
  metrics: otelcol.ports.metrics.number,
  derived: otelcol.ports.derived.number,
  logCounters: otelcol.ports["log-counters"].number,
  health: otelcol.ports.health.number,
} as const;

/** `host:port` of the gateway for OTLP over HTTP. */
export const gatewayAddress = `${otelcol.name}:${gatewayPorts.otlpHttp}`;
/** Value of `OTEL_EXPORTER_OTLP_ENDPOINT` for applications in the stack's network or namespace. */
export const gatewayEndpoint = `http://${gatewayAddress}`;
/** Host name of the gateway in the stack's network. */
export const gatewayName = otelcol.name;
/** Folder of the gateway's queues, on a persistent volume. */
export const gatewayDataFolder = otelcol.data.path;

/** Maximum size in bytes of the gateway's queue on disk, for each store. */
const queueBytes = 256 * 2 ** 20;
/** Maximum size in bytes of a batch. Jaeger and Tempo refuse messages of more than 4 MiB, and the exporter then drops the batch. */
const batchBytes = 3 * 2 ** 20;
/** Maximum size in bytes of a request from an application, after decompression. */
const requestBytes = 8 * 2 ** 20;
const storage = "file_storage/queue";
const everywhere = (port: number): string => `0.0.0.0:${port}`;

/**
 * Settings for the delivery to a store. The queue on disk builds the batches. A batch processor before the queue would lose its batch at a
 * restart.
 */
const delivery = {
  sending_queue: {
    storage,
    sizer: "bytes",
    queue_size: queueBytes,
    block_on_overflow: false,
    num_consumers: 4,
    batch: { flush_timeout: "1s", sizer: "bytes", min_size: 2 ** 20, max_size: batchBytes },
  },
  // With 0s, the exporter retries forever. The size of the queue limits the stored data.
  retry_on_failure: { initial_interval: "1s", max_interval: "15s", max_elapsed_time: "0s" },
};

/**
 * Maximum number of combinations of labels in the span metrics of a service. Labels are, for example, span name, kind and status. Further
 * combinations are counted in one series with `otel_metric_overflow="true"`.
 */
export const spanSeriesPerService = 200;

/** Histogram bounds for the durations of spans and of calls between services. */
export const latencyBounds = ["5ms", "10ms", "25ms", "50ms", "100ms", "250ms", "500ms", "1s", "2500ms", "5s", "10s"];
const flushInterval = "15s";

const connectors = {
  // The namespace is that of Tempo's metrics generator, so the names of the metrics begin with traces_spanmetrics_.
  span_metrics: {
    namespace: "traces.spanmetrics",
    histogram: { unit: "s", explicit: { buckets: latencyBounds } },
    // Only some spans have the last two attributes, so the series of other spans have no such labels.
    dimensions: [{ name: "system" }, { name: "service" }, { name: lateAttribute }, { name: unlistedAttribute }],
    exclude_dimensions: ["collector.instance.id", "service.name"],
    exemplars: { enabled: true, max_per_data_point: 1 },
    metrics_flush_interval: flushInterval,
    metrics_expiration: "1h",
    series_expiration: "1h",
    aggregation_cardinality_limit: spanSeriesPerService,
    resource_metrics_key_attributes: ["system", "service"],
  },
  servicegraph: {
    latency_histogram_buckets: latencyBounds,
    dimensions: ["system"],
    store: { max_items: 10_000, ttl: "10s" },
    metrics_flush_interval: flushInterval,
    virtual_node_peer_attributes: ["peer.service", "db.namespace", "db.system.name", "server.address"],
    database_name_attributes: ["db.namespace", "db.name"],
  },
};

/**
 * Returns the configuration of the gateway, to which applications push telemetry. The gateway labels all data with the service that sent
 * it, and masks secrets. It derives metrics from all log records and spans. Then it samples traces at the environment's rate, but keeps
 * every failed or slow trace. It queues data on disk while a store is down. The tokens of the senders are in a secret file.
 */
export function gatewayConfig(view: View): object {
  const { environment } = view;
  const auth = { authenticator: senderAuthenticator };
  const logs = logIngestionOf(environment);
  const transform = (statements: object): object => ({ error_mode: "ignore", ...statements });
  const identity = identityStatements(view);
  const destinations = destinationsOf(environment, delivery);
  const sampling = samplingOf(environment, [storeExporters.traces, ...destinations.beside.traces]);
  const counters = logCountersOf(view, everywhere(gatewayPorts.logCounters));
  const pushed = pushedMetrics(view, metricsUrl, delivery, counters.exporter);
  return {
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: everywhere(gatewayPorts.otlpGrpc), max_recv_msg_size_mib: requestBytes / 2 ** 20, auth },
          http: { endpoint: everywhere(gatewayPorts.otlpHttp), max_request_body_size: requestBytes, auth },
        },
      },
      ...destinations.receivers,
    },
    processors: {
      // Percentages of the container's memory limit.
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 15 },
      "transform/identity": transform({ log_statements: identity, trace_statements: [...identity, ...spanStatements] }),
      "transform/late": transform({ trace_statements: lateStatements }),
      "transform/level": transform({ log_statements: levelStatements }),
      "transform/fields": transform({ log_statements: fieldStatements }),
      "transform/limits": transform({
        log_statements: logLimitStatements,
        trace_statements: spanLimitStatements,
        metric_statements: metricLimitStatements,
      }),
      "transform/redact": redaction,
      "transform/names": transform({ log_statements: nameStatements }),
      "transform/series": transform({ metric_statements: seriesStatements(view) }),
      ...counters.processors,
      ...destinations.processors,
      ...pushed.processors,
      ...sampling.processors,
    },
    connectors: { ...connectors, ...counters.connectors, ...sampling.connectors },
    exporters: {
      [storeExporters.logs]: { logs_endpoint: logs.url, ...(logs.headers !== undefined && { headers: logs.headers }), ...delivery },
      [storeExporters.traces]: { endpoint: traceAddressOf(environment), tls: { insecure: true }, ...delivery },
      ...destinations.exporters,
      "prometheus/derived": {
        endpoint: everywhere(gatewayPorts.derived),
        enable_open_metrics: true,
        without_scope_info: true,
        metric_expiration: "10m",
      },
      ...counters.exporters,
      ...pushed.exporters,
    },
    extensions: {
      ...senderExtensions,
      health_check: { endpoint: everywhere(gatewayPorts.health) },
      [storage]: { directory: `${gatewayDataFolder}/queue`, create_directory: true, timeout: "5s" },
    },
    service: {
      extensions: ["health_check", storage, senderAuthenticator],
      telemetry: gatewayTelemetry(gatewayPorts.metrics),
      pipelines: {
        logs: {
          receivers: ["otlp"],
          processors: [
            "memory_limiter",
            "transform/identity",
            "transform/level",
            "transform/fields",
            "transform/limits",
            "transform/redact",
            "transform/names",
          ],
          exporters: [storeExporters.logs, counters.exporter, ...destinations.beside.logs],
        },
        traces: {
          receivers: ["otlp"],
          processors: ["memory_limiter", "transform/identity", "transform/late", "transform/limits", "transform/redact"],
          exporters: ["span_metrics", "servicegraph", ...sampling.exporters],
        },
        ...counters.pipelines,
        ...pushed.pipelines,
        ...sampling.pipelines,
        ...destinations.pipelines,
        metrics: { receivers: ["span_metrics", "servicegraph"], processors: ["transform/series"], exporters: ["prometheus/derived"] },
      },
    },
  };
}
