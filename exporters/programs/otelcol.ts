import { destinationHeaders } from "../pipeline/destinations";
import { accountFiles } from "../pipeline/senders";
import { storeHeaders } from "../pipeline/store-accounts";
import { logIngestionOf, storeExporters, traceAddressOf } from "../pipeline/stores";
import { callOfAddress, callOfUrl, callsOf } from "./calls";
import { goMemoryLimit, type Program } from "./model";

const folder = "/etc/otelcol";
const version = "0.155.0";

/** URL of Prometheus' OTLP receiver for metrics. The host name is the same if the Operator runs Prometheus. */
export const metricsUrl = "http://prometheus:9090/api/v1/otlp/v1/metrics";

/** The OpenTelemetry Collector 0.155 is the gateway: the endpoint to which applications push telemetry. */
export const otelcol = {
  name: "otelcol",
  component: "monitoring:stack:OpenTelemetryCollector",
  version,
  image: { repository: "otel/opentelemetry-collector-contrib", tag: version, probe: "none" },
  ports: {
    /** Port of the Collector's internal metrics. */
    metrics: { number: 8888 },
    /** Port of the span metrics and of the metrics of the service graph. */
    derived: { number: 8890 },
    /** Port of the counters of log records and of pushed samples. */
    "log-counters": { number: 8891 },
    "otlp-grpc": { number: 4317 },
    "otlp-http": { number: 4318, publish: "otlp" },
    health: { number: 13133 },
  },
  health: { port: "health", path: "/" },
  user: "10001:10001",
  data: { path: "/var/lib/otelcol", storage: "2Gi" },
  memoryMiB: 512,
  cpuMillis: 200,
  watched: { metrics: true, health: true },
  // `otelcol-derived` is the contract (recorded metrics) of the span metrics, the service graph and the gateway's counters.
  contracts: ["otelcol", "otelcol-derived"],
  instances: ({ view, memoryMiB, rendered }) => {
    const systems = view.systems.map(({ id }) => id);
    const { environment } = view;
    const accounts = storeHeaders(environment, storeExporters);
    const headers = destinationHeaders(environment);
    return [
      {
        args: [`--config=${folder}/otelcol.yml`, ...accounts.args, ...headers.args],
        env: goMemoryLimit(memoryMiB),
        files: [{ folder, files: { "otelcol.yml": rendered.file("exporters", "otelcol.yml") } }],
        secretFiles: { ...accountFiles(view), ...accounts.secretFiles, ...headers.secretFiles },
        calls: callsOf([
          callOfUrl(logIngestionOf(environment).url),
          callOfAddress(traceAddressOf(environment)),
          callOfUrl(metricsUrl),
          ...environment.destinations.map(({ url }) => callOfUrl(url)),
        ]),
        callers: { "otlp-grpc": systems, "otlp-http": systems },
      },
    ];
  },
} as const satisfies Program;
