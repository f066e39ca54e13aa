const contrib = "go.opentelemetry.io/contrib/instrumentation";
const core = "go.opentelemetry.io/collector";

interface Selector {
  readonly meter_name: string;
  readonly instrument_name?: string;
}

const drop = (selector: Selector): object => ({ selector, stream: { aggregation: { drop: {} } } });

/**
 * Returns a view that keeps the number of requests and their total duration by status. The other attributes have values that the sender
 * chose, such as the host.
 */
const byStatus = (selector: Selector, status: string): object => ({
  selector,
  stream: { attribute_keys: { included: [status] }, aggregation: { explicit_bucket_histogram: { boundaries: [] } } },
});

const http = `${contrib}/net/http/otelhttp`;
const grpc = `${contrib}/google.golang.org/grpc/otelgrpc`;

/**
 * OpenTelemetry views for the gateway's own metrics. Only the metrics of the level `detailed` count the requests that the gateway refuses
 * before it reads them, such as those with a wrong token. The other metrics and attributes of this level are dropped.
 */
const views = [
  byStatus({ meter_name: http, instrument_name: "http.server.request.duration" }, "http.response.status_code"),
  ...["http.server.request.body.size", "http.server.response.body.size", "http.client.*"].map((name) =>
    drop({ meter_name: http, instrument_name: name }),
  ),
  byStatus({ meter_name: grpc, instrument_name: "rpc.server.call.duration" }, "rpc.response.status_code"),
  drop({ meter_name: grpc, instrument_name: "rpc.client.*" }),
  drop({ meter_name: `${core}/processor/processorhelper`, instrument_name: "otelcol_processor_internal_duration" }),
  drop({ meter_name: `${core}/exporter/exporterhelper`, instrument_name: "otelcol_exporter_queue_batch_send_size*" }),
  {
    selector: { meter_name: `${core}/exporter/exporterhelper`, instrument_name: "otelcol_exporter_send_failed_*" },
    stream: { attribute_keys: { excluded: ["error.type", "error.permanent"] } },
  },
  ...["otelcol.*.consumed.size", "otelcol.*.produced.size"].map((name) => drop({ meter_name: `${core}/service`, instrument_name: name })),
];

/** Returns the settings for the gateway's own log, and for its own metrics on a port. */
export const gatewayTelemetry = (port: number): object => ({
  logs: { level: "info", encoding: "json" },
  metrics: { level: "detailed", readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port } } } }], views },
});
